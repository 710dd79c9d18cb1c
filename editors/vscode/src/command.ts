/** How the server is started: what the user said, else the interpreter that the Python extension has chosen. */
export interface Settings {
  command: string[];
  keras: string;
}

export interface Start {
  command: string;
  args: string[];
}

const MODULE = ["-m", "pylint_lstmshape.faces.cli", "server"];

export function start(settings: Settings, interpreter: string[] | undefined): Start {
  if (settings.command.length > 0) {
    const [command, ...args] = settings.command;
    return { command, args };
  }
  const [command, ...args] = interpreter !== undefined && interpreter.length > 0 ? interpreter : ["python3"];
  return { command, args: [...args, ...MODULE] };
}

/** What to tell a user whose server does not start. */
export function advice(tried: Start): string {
  const python = tried.args.includes(MODULE[1]) ? `${tried.command} -m pip` : "pip";
  return `LSTM Shape could not start its server (${tried.command}). Install it: ${python} install "pylint-lstmshape[lsp]"`;
}
