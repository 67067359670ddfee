import { setTimeout as sleep } from "node:timers/promises";

const LONGEST_MS = 20_000;

/** Waits until it holds. */
export async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
	const deadline = Date.now() + LONGEST_MS;
	while (!(await holds())) {
		if (Date.now() > deadline) throw new Error(`waited in vain: ${what}`);
		await sleep(20);
	}
}
