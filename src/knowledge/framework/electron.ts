import type { Library } from "../library.js";

/** A dialog answers with what was chosen, and with nothing where it was closed. */
export const electron: Library = {
  name: "electron",
  modules: ["electron"],
  verified: "electron@45.5.0",
  promises: [{ calls: ["dialog.showMessageBox", "dialog.showOpenDialog", "dialog.showSaveDialog", "dialog.showCertificateTrustDialog"], rejects: "never", source: "electron@45.5.0/electron.d.ts:8253" }],
};
