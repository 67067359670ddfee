import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AnswerWire, InboxWire, LineWire } from "../../../game/src/shared/wire/index.js";
import { startChild, type Child } from "../log/testing/child.js";
import { line, message } from "./testing/test-talk.js";

/** Kills; more by `KILLS=50`. */
const KILLS = Number(process.env["KILLS"] ?? 2);

let directory: string;
let child: Child | undefined;

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), "earshot-talk-kill-"));
});

afterEach(async () => {
	await child?.kill("SIGKILL");
	rmSync(directory, { recursive: true, force: true });
});

/** Calls the backend until it answers; undefined where the connection broke. */
async function call<T>(port: number, path: string, body?: object): Promise<T | undefined> {
	try {
		const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
			...(body && {
				method: "POST",
				headers: { "content-type": "application/json" },
				body: JSON.stringify(body),
			}),
		});
		return answer.ok ? ((await answer.json()) as T) : undefined;
	} catch {
		return undefined;
	}
}

describe("talk whose backend is killed over and over", () => {
	it("[MS16] [MS20] loses nothing it acknowledged, and answers every message exactly once", async () => {
		const lines = new Set<string>();
		const messages = new Set<string>();
		const answers = new Map<string, AnswerWire[]>();
		let cursor = "";
		let next = 0;
		let retry: object | undefined;
		const hear = async (port: number, wait: number): Promise<boolean> => {
			const query = cursor === "" ? "" : `cursor=${cursor}&`;
			const heard = await call<InboxWire>(port, `/v1/servers/s/inbox?${query}wait=${wait}`);
			if (!heard) return false;
			expect(heard.reset).toBeUndefined();
			for (const { data } of heard.events)
				answers.set(data.messageId, [...(answers.get(data.messageId) ?? []), data]);
			cursor = heard.cursor;
			return heard.events.length > 0;
		};
		for (let kill = 0; kill <= KILLS; kill += 1) {
			child = startChild(new URL("./testing/talk-child.ts", import.meta.url), [directory]);
			const port = Number(await child.line("port "));
			await hear(port, 0);
			const killed =
				kill === KILLS ? undefined : new Promise((resolve) => setTimeout(resolve, 150 + kill * 70));
			const dead = killed?.then(() => child!.kill("SIGKILL"));
			let isDead = false;
			void dead?.then(() => (isDead = true));
			for (let batch = 0; !isDead && (kill < KILLS || batch < 3); batch += 1) {
				const id = next;
				// What was cut off is told again as it was.
				const body = retry ?? {
					serverId: "s",
					messages: [message(`m${id}`), message(`n${id}`, { priority: "conversation" })],
					lines: [line(`l${id}`, { at: id })],
				};
				retry = body;
				const told = await call<object>(port, "/v1/messages", body);
				if (!told) continue;
				retry = undefined;
				next += 1;
				lines.add(`l${id}`);
				messages.add(`m${id}`).add(`n${id}`);
				await hear(port, 0);
			}
			await dead;
			if (kill < KILLS) continue;
			while (answers.size < messages.size) expect(await hear(port, 10)).toBe(true);
			await hear(port, 0);
			expect([...answers.keys()].sort()).toEqual([...messages].sort());
			expect([...answers.values()].filter(({ length }) => length !== 1)).toEqual([]);
			const group = await call<{ lines: LineWire[] }>(port, "/v1/groups/c/memory");
			expect(group?.lines.map(({ id }) => id)).toEqual([...lines].slice(-30));
			for (const id of messages) {
				const again = await call<AnswerWire>(port, `/v1/messages/${id}/response?serverId=s&wait=0`);
				expect(again).toEqual(answers.get(id)?.[0]);
			}
		}
		// Three batches of two after the last kill, however slow the machine.
		expect(messages.size).toBeGreaterThanOrEqual(6);
	}, 60_000);
});
