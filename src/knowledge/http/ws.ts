import type { Library } from "../library.js";

const source = "ws@8.23.0/lib/websocket.js";

export const ws: Library = {
  name: "ws",
  modules: ["ws"],
  default: "WebSocket",
  verified: "ws@8.23.0",
  // `new WebSocket.Server()` is the same class under an older name
  types: { Server: "new WebSocketServer()" },
  callbacks: [
    {
      calls: ["new WebSocket().on", "new WebSocket().addEventListener", "new WebSocketServer().on"],
      argument: 1,
      runs: "many",
      result: "dropped",
      source,
    },
    { calls: ["new WebSocket().once", "new WebSocketServer().once"], argument: 1, runs: "once", result: "dropped", source },
    { calls: ["new WebSocket().send"], argument: "last", runs: "once", result: "dropped", errorFirst: true, source },
  ],
  emitters: [
    { values: ["new WebSocket()"], success: ["open", "message", "upgrade"], failure: ["error"], unheard: "thrown", source },
    { values: ["new WebSocketServer()"], success: ["listening"], failure: ["error"], unheard: "thrown", source: "ws@8.23.0/lib/websocket-server.js" },
  ],
};
