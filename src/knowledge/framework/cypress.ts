import type { Library } from "../library.js";

/** Commands are queued and run by Cypress, which fails the test where one of them fails: their `then` gives no promise. */
export const cypress: Library = {
  name: "Cypress globals",
  modules: [],
  verified: "cypress@15.3.0",
  promises: [
    {
      calls: [
        "cy.contains",
        "cy.document",
        "cy.exec",
        "cy.find",
        "cy.fixture",
        "cy.focused",
        "cy.get",
        "cy.getAllCookies",
        "cy.getCookie",
        "cy.getCookies",
        "cy.intercept",
        "cy.location",
        "cy.log",
        "cy.origin",
        "cy.readFile",
        "cy.request",
        "cy.root",
        "cy.session",
        "cy.task",
        "cy.then",
        "cy.title",
        "cy.url",
        "cy.visit",
        "cy.wait",
        "cy.window",
        "cy.wrap",
        "cy.writeFile",
      ],
      none: true,
      source: "cypress@15.3.0/types/cypress.d.ts:2192",
    },
  ],
};
