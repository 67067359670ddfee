import { afterEach, describe, expect, it } from "vitest";
import { createMemoryLog } from "../../log/memory-log.js";
import { DM, player } from "../engine/testing/test-room.js";
import type { QueuedCommand } from "./keeping-entries.js";
import { createKeptTopic } from "./kept-topic.js";
import { planQueued, runQueued } from "./queued-commands.js";
import { keeperOn, roomOf, type Keeper } from "./testing/keeper.js";

const ANA = { entityId: "a", entityType: "playerCharacter", userId: "ana" } as const;

let keeper: Keeper | undefined;
afterEach(() => keeper?.stop());

describe("what waits for the DM", () => {
	it("[EK9] waits on where the room pauses again before it has run", async () => {
		keeper = keeperOn(createMemoryLog());
		const { rooms } = keeper;
		const roomId = await roomOf(keeper, [ANA, { entityId: "b" }]);
		const kept = createKeptTopic({ log: createMemoryLog(), report: () => undefined }, () => undefined);
		const topic = await kept.open();
		const queue = (command: QueuedCommand) =>
			topic.write((known) => ({ entries: planQueued(known, roomId, command), result: undefined }));
		const move = (x: number) =>
			({ type: "act", action: { type: "move", entityId: "a", position: { x, y: 1 } } }) as const;
		for (const x of [1, 2, 3]) await queue({ id: String(x), by: player("ana"), body: move(x) });
		const waiting = () => (topic.state.rooms.get(roomId)?.queued ?? []).map(({ id }) => id);

		let offered = 0;
		const pausedAtTheSecond: Pick<typeof rooms, "giveUnlessPaused"> = {
			giveUnlessPaused: async (id, command) => {
				offered += 1;
				if (offered === 2) await rooms.give(roomId, { by: DM, body: { type: "pause", reason: "Tea." } });
				return rooms.giveUnlessPaused(id, command);
			},
		};
		await runQueued({ rooms: pausedAtTheSecond, topic }, roomId);
		expect(waiting()).toEqual(["2", "3"]);

		await rooms.give(roomId, { by: DM, body: { type: "resume" } });
		await runQueued({ rooms, topic }, roomId);
		expect(waiting()).toEqual([]);
		expect((await rooms.state(roomId)).participants["a"]!.position).toEqual({ x: 3, y: 1 });
		for (const id of ["1", "2", "3"]) {
			const again = await rooms.give(roomId, { id, by: player("ana"), body: move(9) });
			expect(again).toMatchObject({ result: { ok: true }, isRepeated: true });
		}

		// What was done already is not kept waiting by a pause.
		await rooms.give(roomId, { by: DM, body: { type: "pause", reason: "Tea." } });
		await queue({ id: "3", by: player("ana"), body: move(3) });
		await runQueued({ rooms, topic }, roomId);
		expect(waiting()).toEqual([]);
		await kept.stop();
	});
});
