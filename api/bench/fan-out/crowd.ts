import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export interface CrowdOptions {
	readonly port: number;
	readonly readers: number;
	readonly frameBytes: number;
	/** The text that ends what a reader is sent first; empty where it is sent nothing. */
	readonly greetingEnd: string;
}

/** Readers in a process of their own. */
export interface Crowd {
	/** When each reader had the next frame, in milliseconds of the machine's monotonic clock. */
	readonly arrivals: () => Promise<readonly number[]>;
	readonly leave: () => Promise<void>;
}

type Message = { readonly ready: true } | { readonly arrivals: readonly number[] };

export async function openCrowd({ port, readers, frameBytes, greetingEnd }: CrowdOptions): Promise<Crowd> {
	const script = fileURLToPath(new URL("./readers.ts", import.meta.url));
	const child = fork(script, [String(port), String(readers), String(frameBytes), greetingEnd], {
		execArgv: ["--import", "tsx"],
	});
	await once(child, "message");
	return {
		async arrivals() {
			const [message] = (await once(child, "message")) as [Message];
			if (!("arrivals" in message)) throw new Error("the readers are not where they should be");
			return message.arrivals;
		},
		async leave() {
			const ended = once(child, "exit");
			child.kill();
			await ended;
		},
	};
}
