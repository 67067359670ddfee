import { fork } from "node:child_process";
import { once } from "node:events";
import type { BenchPart } from "./ratio.js";

/** A process of a file, by its place beside this one, that was sent its work, with the first that it sends back. */
export async function startProcess<Result>(
	file: string | URL,
	work: object | number | string,
): Promise<{ readonly result: Result; readonly stop: () => void }> {
	const child = fork(new URL(file, import.meta.url));
	const died = once(child, "exit").then(() => Promise.reject(new Error(`${file} ended without a result.`)));
	child.send(work);
	const [result] = (await Promise.race([once(child, "message"), died])) as [Result];
	died.catch(() => undefined);
	return { result, stop: () => child.disconnect() };
}

/** Runs a file of this folder in a process of its own, sends it its work, and answers what it sends back. */
export async function askProcess<Result>(file: string, work: object | number): Promise<Result> {
	return (await startProcess<Result>(file, work)).result;
}

/** The part over HTTP, in a fresh process: a heap that another part has filled would be measured with it. */
export function runPart(members: number): Promise<BenchPart> {
	return askProcess<BenchPart>("./http.ts", members);
}
