import { afterEach, describe, expect, it } from "vitest";
import { createFatefulLog } from "../../log/testing/fateful-log.js";
import { DM, player } from "../engine/testing/test-room.js";
import { DM_LEFT } from "./may-wait.js";
import { keeperOf, roomOf, type Keeper } from "./testing/keeper.js";
import { virtualClock } from "./testing/virtual-clock.js";

const ANA = { entityId: "a", entityType: "playerCharacter", userId: "ana" } as const;
const FOE = { entityId: "b" } as const;

const running: Keeper[] = [];
const started = <T extends Keeper>(keeper: T): T => {
	running.push(keeper);
	return keeper;
};
afterEach(async () => {
	for (const keeper of running.splice(0)) await keeper.stop().catch(() => undefined);
});

const pass = virtualClock();

async function isConnected({ rooms }: Keeper, roomId: string): Promise<boolean | undefined> {
	return (await rooms.state(roomId)).participants["a"]?.isConnected;
}

describe("who is there", () => {
	it("[EK5] tells a room that a player has dropped, and that they are back", async () => {
		const keeper = started(keeperOf(createFatefulLog()));
		const roomId = await roomOf(keeper, [ANA, FOE]);
		const leave = keeper.keeping.attend(roomId, "ana");
		await pass(1);
		leave();
		await pass(2);
		expect(await isConnected(keeper, roomId)).toBe(true);
		await pass(2);
		expect(await isConnected(keeper, roomId)).toBe(false);
		keeper.keeping.attend(roomId, "ana");
		await pass(1);
		expect(await isConnected(keeper, roomId)).toBe(true);
		expect((await keeper.rooms.state(roomId)).status).toBe("active");
		expect(keeper.reports).toEqual([]);
	});

	it("[EK5] takes a page that is loaded anew for no drop", async () => {
		const keeper = started(keeperOf(createFatefulLog()));
		const roomId = await roomOf(keeper, [ANA, FOE]);
		let leave = keeper.keeping.attend(roomId, "ana");
		await pass(1);
		const before = (await keeper.rooms.state(roomId)).revision;
		for (let times = 0; times < 5; times += 1) {
			leave();
			await pass(2);
			leave = keeper.keeping.attend(roomId, "ana");
			await pass(2);
		}
		expect((await keeper.rooms.state(roomId)).revision).toBe(before);
	});

	it("[EK6] keeps a user there who is connected elsewhere, until the last connection ends", async () => {
		const shared = createFatefulLog();
		const [one, other] = [started(keeperOf(shared)), started(keeperOf(shared))];
		const roomId = await roomOf(one, [ANA, FOE]);
		const leaves = [one, one, other].map(({ keeping }) => keeping.attend(roomId, "ana"));
		await pass(1);
		leaves[0]!();
		leaves[0]!();
		leaves[1]!();
		await pass(20);
		expect(await isConnected(one, roomId)).toBe(true);
		leaves[2]!();
		await pass(5);
		expect(await isConnected(one, roomId)).toBe(false);
	});

	it("[EK7] lets the connections of a killed process run out within ten seconds, and no others", async () => {
		const shared = createFatefulLog();
		const [one, other] = [started(keeperOf(shared)), started(keeperOf(shared))];
		const roomId = await roomOf(one, [ANA, { ...FOE, userId: "bo" }]);
		one.keeping.attend(roomId, "ana");
		other.keeping.attend(roomId, "bo");
		await pass(4);
		await one.kill();
		await pass(4);
		expect(await isConnected(other, roomId)).toBe(true);
		await pass(6);
		expect(await isConnected(other, roomId)).toBe(false);
		expect((await other.rooms.state(roomId)).participants["b"]).toMatchObject({ isConnected: true });
	});

	it("[EK7] lets what was connected before a restart run out, unless it comes back", async () => {
		const shared = createFatefulLog();
		const before = started(keeperOf(shared));
		const roomId = await roomOf(before, [ANA, { ...FOE, userId: "bo" }]);
		before.keeping.attend(roomId, "ana");
		before.keeping.attend(roomId, "bo");
		await pass(1);
		await before.kill();
		await pass(600);
		const after = started(keeperOf(shared));
		await pass(1);
		after.keeping.attend(roomId, "bo");
		await pass(10);
		expect((await after.rooms.state(roomId)).participants).toMatchObject({
			a: { isConnected: false },
			b: { isConnected: true },
		});
	});

	it("[EK8] pauses where the DM drops, until the DM resumes", async () => {
		const shared = createFatefulLog();
		const [one, other] = [started(keeperOf(shared)), started(keeperOf(shared))];
		const roomId = await roomOf(one, [ANA, FOE], 60);
		one.keeping.attend(roomId, "dm");
		await pass(1);
		await one.kill();
		await pass(10);
		const paused = await other.rooms.state(roomId);
		expect(paused).toMatchObject({ status: "paused", pauseReason: DM_LEFT });
		other.keeping.attend(roomId, "dm");
		await pass(10);
		expect((await other.rooms.state(roomId)).status).toBe("paused");
		const resume = { by: DM, body: { type: "resume" } } as const;
		expect(await other.keeping.command(roomId, resume)).toMatchObject({ result: { ok: true } });
		const { turn } = await other.rooms.state(roomId);
		expect(turn!.endsAt).toBeCloseTo(Date.now() / 1000 + paused.turn!.secondsLeft!, 3);
	});

	it("[EK9] keeps what players mean to do until the DM is back, and runs it in its order where it is legal", async () => {
		const shared = createFatefulLog();
		const [one, other] = [started(keeperOf(shared)), started(keeperOf(shared))];
		const roomId = await roomOf(one, [ANA, FOE]);
		const end = { type: "act", action: { type: "end", entityId: "a" } } as const;
		const move = (x: number) =>
			({ type: "act", action: { type: "move", entityId: "a", position: { x, y: 3 } } }) as const;
		const queue = (id: string, body: typeof end | ReturnType<typeof move>, userId = "ana") =>
			one.keeping.queue(roomId, { id, by: player(userId), body });
		await expect(queue("early", end)).rejects.toMatchObject({ code: "conflict" });
		one.keeping.attend(roomId, "dm")();
		const leave = one.keeping.attend(roomId, "dm");
		await pass(1);
		leave();
		await pass(5);
		await queue("1", move(2));
		await queue("2", move(11));
		await queue("2", move(11));
		await queue("3", end);
		await queue("4", move(3));
		const waiting = async (userId: string) =>
			(await other.keeping.queued(roomId, userId)).map(({ id }) => id);
		expect([await waiting("ana"), await waiting("bo")]).toEqual([["1", "2", "3", "4"], []]);
		await expect(queue("5", end, "nobody")).rejects.toMatchObject({ code: "forbidden" });
		const chat = { type: "chat", channel: "party", text: "?" } as const;
		await expect(one.keeping.queue(roomId, { by: player("ana"), body: chat })).rejects.toMatchObject({
			code: "invalid",
		});
		// Whoever took it need not be there any more.
		await one.kill();
		await other.keeping.command(roomId, { by: DM, body: { type: "resume" } });
		await pass(2);
		const state = await other.rooms.state(roomId);
		expect(state.participants["a"]).toMatchObject({ position: { x: 2, y: 3 }, turnStatus: "completed" });
		const answers = [];
		for (const id of ["1", "2", "3", "4"])
			answers.push(await other.rooms.command(roomId, { id, by: player("ana"), body: end }));
		expect(answers.map(({ isRepeated, result }) => [isRepeated, result.ok ? "done" : result.code])).toEqual([
			[true, "done"],
			[true, "illegal"],
			[true, "done"],
			[true, "not_your_turn"],
		]);
	});

	it("[EK9] keeps no more than so much of one player", async () => {
		const keeper = started(keeperOf(createFatefulLog()));
		const roomId = await roomOf(keeper, [ANA, FOE]);
		keeper.keeping.attend(roomId, "dm")();
		const leave = keeper.keeping.attend(roomId, "dm");
		await pass(1);
		leave();
		await pass(5);
		const body = { type: "act", action: { type: "end", entityId: "a" } } as const;
		for (let times = 0; times < 8; times += 1)
			await keeper.keeping.queue(roomId, { by: player("ana"), body });
		await expect(keeper.keeping.queue(roomId, { by: player("ana"), body })).rejects.toMatchObject({
			code: "too_many_requests",
		});
	});
});
