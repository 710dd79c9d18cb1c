import assert from "node:assert/strict";
import { test } from "node:test";
import { advice, start } from "../src/command";

const SERVER = ["-m", "pylint_lstmshape.faces.cli", "server"];

test("the user's own command is taken as it is", () => {
  const made = start({ command: ["uvx", "--from", "x", "lstmshape", "server"], keras: "auto" }, ["/env/bin/python"]);
  assert.deepEqual(made, { command: "uvx", args: ["--from", "x", "lstmshape", "server"] });
  assert.match(advice(made), /: pip install "pylint-lstmshape\[lsp\]"$/);
});

test("else the interpreter of the Python extension, which may have arguments", () => {
  const made = start({ command: [], keras: "3" }, ["conda", "run", "-n", "ml", "python"]);
  assert.deepEqual(made, { command: "conda", args: ["run", "-n", "ml", "python", ...SERVER] });
});

test("else python3", () => {
  for (const none of [undefined, []]) {
    const made = start({ command: [], keras: "auto" }, none);
    assert.deepEqual(made, { command: "python3", args: SERVER });
    assert.match(advice(made), /python3 -m pip install/);
  }
});
