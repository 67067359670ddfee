import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { ReadersPlan } from "./readers.js";

/** Readers in a process of their own. */
export interface Crowd {
	/** When each reader had the next frame, in milliseconds of the machine's monotonic clock. */
	readonly arrivals: () => Promise<readonly number[]>;
	readonly leave: () => Promise<void>;
}

type Message = { readonly ready: true } | { readonly arrivals: readonly number[] };

export async function openCrowd(plan: ReadersPlan): Promise<Crowd> {
	const script = fileURLToPath(new URL("./readers.ts", import.meta.url));
	const child = fork(script, [JSON.stringify(plan)], { execArgv: ["--import", "tsx"] });
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
