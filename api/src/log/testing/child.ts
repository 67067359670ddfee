import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";

/** A TypeScript module run by Node in a process of its own. */
export interface Child {
	readonly process: ChildProcess;
	/** What it wrote so far, by lines. */
	readonly lines: readonly string[];
	/** Waits for a line that begins so, and gives its rest. Rejects where the process ends first. */
	readonly line: (prefix: string) => Promise<string>;
	/** Sends the signal and waits for the end. */
	readonly kill: (signal: NodeJS.Signals) => Promise<void>;
}

const TSX = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

/** Starts the module at `url` with arguments. */
export function startChild(url: URL, args: readonly string[]): Child {
	const child = spawn(process.execPath, ["--import", TSX, fileURLToPath(url), ...args], {
		stdio: ["ignore", "pipe", "inherit"],
	});
	const lines: string[] = [];
	const waiting = new Set<() => void>();
	const reader = createInterface({ input: child.stdout });
	// What it had written before it ended is still to be read.
	const ended = Promise.all([once(child, "exit"), once(reader, "close")]);
	reader.on("line", (line) => {
		lines.push(line);
		for (const look of [...waiting]) look();
	});

	return {
		process: child,
		lines,
		line: (prefix) =>
			new Promise((resolve, reject) => {
				const look = (): void => {
					const found = lines.find((line) => line.startsWith(prefix));
					if (found === undefined) return;
					waiting.delete(look);
					resolve(found.slice(prefix.length));
				};
				waiting.add(look);
				look();
				void ended.then(() => reject(new Error(`the child ended before it said "${prefix}"`)));
			}),
		async kill(signal) {
			child.kill(signal);
			await ended;
		},
	};
}
