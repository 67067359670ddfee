import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { until } from "../../testing/until.js";
import { applyViewEvent } from "../engine/apply-view.js";
import type { GameView } from "../engine/view.js";
import { ANN, BOB, CANARY, DM, type Caller, TestTable, fight } from "./testing/test-table.js";
import type { RoomUpdate } from "./wire.js";

let table: TestTable;
let roomId: string;
beforeEach(async () => {
	table = new TestTable();
	await table.start();
	roomId = await fight(table);
});
afterEach(() => table.end());

/** Follows a room, and keeps what comes. */
function follow(caller: Caller, lastEventId?: string) {
	const told: RoomUpdate[] = [];
	const places: string[] = [];
	const errors: string[] = [];
	let view: GameView | undefined;
	const subscription = caller.roomUpdates.subscribe(
		{ roomId, ...(lastEventId !== undefined && { lastEventId }) },
		{
			onData: ({ id, data }) => {
				places.push(id);
				told.push(data);
				if (data.type === "view") view = data.view;
				else if (view) view = data.events.reduce(applyViewEvent, view);
			},
			onError: (error) => errors.push(error.data?.code ?? error.message),
		},
	);
	return { told, places, errors, view: () => view, stop: subscription.unsubscribe };
}

/** Past all connections, so that cutting them cuts nobody who speaks. */
const say = (text: string) =>
	table.encounters.command(roomId, {
		by: { kind: "dm", userId: DM.userId },
		body: { type: "chat", channel: "party", text },
	});
const lines = (view: GameView | undefined): readonly string[] => view?.chatLog.map(({ text }) => text) ?? [];

describe("following a room", () => {
	it("[ET10] first the view, then each news once, in order; the view stays what looking shows", async () => {
		const followed = follow(await table.over(ANN));
		await until(() => followed.told.length > 0, "the view");
		for (let index = 0; index < 10; index += 1) await say(`line ${index}`);
		await until(() => lines(followed.view()).length === 10, "all lines");
		expect(followed.told.map(({ type }) => type)[0]).toBe("view");
		expect(new Set(followed.places).size).toBe(followed.places.length);
		const { view } = await (await table.as(ANN)).room.query({ roomId });
		expect(followed.view()).toEqual(view);
	});

	it("[ET10] tRPC's own client goes on after cuts without missing or repeating anything", async () => {
		const followed = follow(await table.over(ANN));
		await until(() => followed.told.length > 0, "the view");
		for (let index = 0; index < 20; index += 1) {
			await say(`line ${index}`);
			if (index % 4 === 0) table.cut();
			await new Promise((resolve) => setTimeout(resolve, 10));
		}
		await until(() => lines(followed.view()).length >= 20, "all lines");
		expect(lines(followed.view())).toEqual(Array.from({ length: 20 }, (_, index) => `line ${index}`));
		expect(followed.told.filter(({ type }) => type === "view")).toHaveLength(1);
	});

	it("[ET11] a place leads on for whom it was alone; any other text begins anew", async () => {
		const first = follow(await table.over(ANN));
		await until(() => first.told.length > 0, "the view");
		const place = first.places.at(-1)!;
		first.stop();
		await say("while away");
		const resumed = follow(await table.over(ANN), place);
		await until(() => resumed.told.length > 0, "the news");
		expect(resumed.told[0]?.type).toBe("news");
		for (const [user, wanted] of [
			[DM, place],
			[BOB, place],
			[ANN, "nonsense"],
			[ANN, place.replace(/:\d+/, ":999999")],
			[ANN, place.replace("player", "dm")],
		] as const) {
			const other = follow(await table.over(user), wanted);
			await until(() => other.told.length > 0, "something");
			expect(other.told[0]?.type, wanted).toBe("view");
		}
	});

	it("[ET11] who becomes another viewer is shown the room as that one from then on", async () => {
		const bob = follow(await table.over(BOB));
		await until(() => bob.told.length > 0, "bob watches");
		const caller = await table.as(BOB);
		const participant = {
			entityId: "bobs",
			entityType: "playerCharacter",
			name: "Bob's",
			maxHP: 9,
			position: { x: 1, y: 1 },
		} as const;
		await caller.joinRoom.mutate({ roomId, participant });
		const views = () => bob.told.filter((update) => update.type === "view");
		await until(() => views().length === 2, "bob plays");
		expect(views()[1]).toMatchObject({ viewer: { kind: "player", userId: "bob" } });
		await (await table.as(DM)).removeParticipant.mutate({ roomId, entityId: "bobs" });
		await until(() => views().length === 3, "bob watches again");
		await (await table.as(ANN)).sendChat.mutate({ roomId, channel: "dm", text: `${CANARY}-secret` });
		await say("the end");
		await until(() => lines(bob.view()).includes("the end"), "the last line");
		expect(JSON.stringify(bob.told)).not.toContain(CANARY);
	});

	it("[ET12] who follows is there, who leaves is not; fresh views change nothing of it", async () => {
		const isThere = () => table.encounters.stateOf(roomId).participants.hero?.isConnected;
		const ann = follow(await table.over(ANN));
		await until(() => ann.told.length > 0 && isThere() === true, "ann is there");
		const dm = follow(await table.over(DM));
		await until(() => dm.told.length > 0, "the DM is there");
		ann.stop();
		await until(() => isThere() === false, "ann is not there");
		expect(table.encounters.stateOf(roomId).status).toBe("active");
		dm.stop();
		await until(() => table.encounters.stateOf(roomId).status === "paused", "the DM is missed");
	});

	it("[ET12] a DM whose place is not held any more is shown the room anew, and never missed", async () => {
		const dm = follow(await table.over(DM));
		await until(() => dm.told.length > 0, "the view");
		const revisions = () => table.encounters.stateOf(roomId).revision;
		const before = revisions();
		table.encounters.lose(roomId);
		await until(() => dm.told.filter(({ type }) => type === "view").length === 2, "the view anew");
		expect(table.encounters.stateOf(roomId).status).toBe("active");
		expect(revisions()).toBe(before);
	});

	it("[ET12] what a player queues while the DM is away runs when the encounter goes on", async () => {
		const dm = follow(await table.over(DM));
		await until(() => dm.told.length > 0, "the DM is there");
		dm.stop();
		await until(() => table.encounters.stateOf(roomId).status === "paused", "the DM is missed");
		const ann = await table.as(ANN);
		const action = { type: "move", entityId: "hero", position: { x: 3, y: 3 } } as const;
		await ann.queueAction.mutate({ roomId, id: "q", command: { type: "act", action } });
		expect((await ann.room.query({ roomId })).queued).toEqual([
			{ id: "q", command: { type: "act", action } },
		]);
		expect((await (await table.as(DM)).room.query({ roomId })).queued).toEqual([]);
		await (await table.as(DM)).resumeInteraction.mutate({ roomId });
		expect(table.encounters.stateOf(roomId).participants.hero?.position).toEqual({ x: 3, y: 3 });
		expect((await ann.room.query({ roomId })).queued).toEqual([]);
	});

	it("[ET13] a reader's own command comes with its id, those of others without", async () => {
		const [ann, dm] = [follow(await table.over(ANN)), follow(await table.over(DM))];
		await until(() => ann.told.length > 0 && dm.told.length > 0, "both follow");
		await (await table.as(ANN)).sendChat.mutate({ roomId, id: "mine", channel: "party", text: "hi" });
		const ids = (told: readonly RoomUpdate[]) =>
			told.flatMap((update) => (update.type === "news" && update.commandId ? [update.commandId] : []));
		await until(() => lines(ann.view()).length === 1 && lines(dm.view()).length === 1, "both heard");
		expect([ids(ann.told), ids(dm.told)]).toEqual([["mine"], []]);
	});

	it("[ET14] no more rooms are followed at once than one user may", async () => {
		const caller = await table.over(ANN);
		const many = Array.from({ length: 33 }, () => follow(caller));
		await until(() => many.some(({ errors }) => errors.length > 0), "one is refused");
		await until(() => many.filter(({ told }) => told.length > 0).length === 32, "the rest follows");
		expect(many.flatMap(({ errors }) => errors)).toEqual(["TOO_MANY_REQUESTS"]);
		many[0]!.stop();
	});

	it("[ET15] when the service goes away readers are told to come back with their places", async () => {
		const frames: string[] = [];
		const ann = follow(await table.over(ANN, (text) => frames.push(text)));
		await until(() => ann.told.length > 0, "the view");
		await table.drain();
		expect(
			frames.some((frame) => frame.includes('"reconnect"') || frame.includes("SERVICE_UNAVAILABLE")),
		).toBe(true);
	});
});
