/** @type {import("jest").Config} */
export default {
  testEnvironment: "node",
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  extensionsToTreatAsEsm: [".ts"],
  transform: {
    "\\.ts$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" }, target: "es2023" }, module: { type: "es6" } }],
  },
  modulePathIgnorePatterns: ["<rootDir>/dist"],
  // Without it a machine with two cores has one worker.
  maxWorkers: "100%",
  // Many tests start other programs: on a slow machine with other work to do, the usual 5 s are too short.
  testTimeout: 120_000,
};
