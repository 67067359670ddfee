import { expect } from "vitest";
import type { Log } from "../../../log/log.js";
import { canonical } from "../../engine/hash.js";
import { project } from "../../engine/project.js";
import { replay } from "../../engine/replay.js";
import { commandKey } from "../command-key.js";
import { entriesOf } from "./entries-of.js";
import { type Told, VIEWERS } from "./session.js";

/** Whatever anybody was told, the log holds: each answer as it was given, each view as it follows from the entries. */
export async function expectHeld(log: Log, told: readonly Told[]): Promise<void> {
	const made = told.find((one) => one.kind === "made");
	if (!made) return;
	const entries = await entriesOf(log, made.roomId);
	for (const one of told) {
		if (one.kind === "made") expect(entries.length).toBeGreaterThan(0);
		if (one.kind === "answer") {
			const known = entries.filter(({ data: { by, id } }) => id === commandKey(by, one.id));
			expect(known.map(({ data }) => data.result)).toEqual([one.answer.result]);
		}
		if (one.kind === "seen") {
			expect(one.cursor.offset).toBeLessThanOrEqual(entries.length);
			const state = replay(entries.slice(0, one.cursor.offset));
			expect(one.view).toBe(canonical(project(state, VIEWERS[one.viewer]!)));
		}
	}
}
