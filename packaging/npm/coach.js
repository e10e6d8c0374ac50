#!/usr/bin/env node
// Runs the program that npm installed for this machine: each platform has it in a package of its own.
"use strict";

const { spawn } = require("node:child_process");
const { constants } = require("node:os");

const platform = `${process.platform}-${process.arch}`;
const program = process.platform === "win32" ? "coach.exe" : "coach";

let path;
try {
  path = require.resolve(`honest-coach-${platform}/bin/${program}`);
} catch {
  console.error(
    `error: there is no \`honest-coach-${platform}\` beside \`honest-coach\`: either no coach is built for this ` +
      "machine, or npm was told to leave out optional packages (`--omit=optional`)",
  );
  process.exit(2);
}

const child = spawn(path, process.argv.slice(2), { stdio: "inherit" });
// Ctrl-C reaches the program by itself, which says how it ends; what is sent to this process alone is
// handed on.
process.on("SIGINT", () => {});
for (const signal of ["SIGTERM", "SIGHUP"]) {
  process.on(signal, () => child.kill(signal));
}
child.on("error", (error) => {
  console.error(`error: \`${path}\` can't be run: ${error.message}`);
  process.exit(2);
});
child.on("exit", (status, signal) => process.exit(status ?? 128 + constants.signals[signal]));
