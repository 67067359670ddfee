import { describe, expect, it } from "vitest";
import { createFatefulLog, type Fate } from "../../log/testing/fateful-log.js";
import { createFakeLog } from "../../worlds/fake-log.js";
import { DM, player, someone, SYSTEM } from "../engine/testing/test-room.js";
import { roomTopic } from "./room-fold.js";
import { MAP, openRoom } from "./testing/test-rooms.js";
import { openedRooms } from "./testing/opened-rooms.js";

const { open } = openedRooms();

const end = (entityId: string) => ({ type: "act", action: { type: "end", entityId } }) as const;

describe("the list of rooms", () => {
	it("[RM21] says where each stands, the newest activity first", async () => {
		const rooms = open();
		expect(await rooms.list()).toEqual([]);
		const one = await openRoom(rooms, { title: "One" });
		rooms.clock.now = 2_000;
		const { roomId: two } = await rooms.create({ dmId: "other", mapState: MAP, title: "Two" });
		const waiting = {
			roomId: two,
			title: "Two",
			liveStatus: "live",
			status: "waiting",
			dmId: "other",
			roundNumber: 0,
			participants: 0,
			connected: [],
			lastActivity: 2_000,
		};
		const live = {
			roomId: one,
			title: "One",
			liveStatus: "live",
			status: "active",
			dmId: "dm",
			roundNumber: 1,
			turnOf: "The ana",
			participants: 2,
			connected: ["user ana", "user bo"],
			lastActivity: 1_000,
		};
		expect(await rooms.list()).toEqual([waiting, live]);
		// In a process that has none of them in memory; looking does not change that.
		const later = open(rooms.log);
		expect(await later.list()).toEqual([{ ...waiting, liveStatus: "idle" }, live]);
		expect(await later.held()).toEqual([]);
		rooms.clock.now = 3_000;
		const gone = { type: "presence", userId: "user bo", isConnected: false } as const;
		await rooms.give(one, { by: SYSTEM, body: gone });
		await rooms.command(one, { by: player("user ana"), body: end("ana") });
		await rooms.command(one, { by: DM, body: { type: "pause" } });
		const paused = {
			...live,
			liveStatus: "paused",
			status: "paused",
			turnOf: "The bo",
			connected: ["user ana"],
			lastActivity: 3_000,
		};
		expect(await rooms.list()).toEqual([paused, waiting]);
		expect((await later.list())[0]).toEqual(paused);
		await rooms.command(one, { by: DM, body: { type: "complete" } });
		const [completed] = await rooms.list();
		expect(completed).toMatchObject({ liveStatus: "completed", status: "completed" });
		expect(completed).not.toHaveProperty("turnOf");
	});

	it("[ET36] finds those of a world that are not over, in memory or not, with all their users", async () => {
		const rooms = open();
		const place = { worldId: "town", corner: { x: -20, z: 35.5 }, studsPerCell: 5 };
		const one = await openRoom(rooms, { place });
		rooms.clock.now = 2_000;
		const two = await openRoom(rooms, { place: { ...place, worldId: "woods" } });
		await openRoom(rooms);
		const found = { roomId: one, dmId: "dm", userIds: ["user ana", "user bo"], place };
		expect(await rooms.inWorld("town")).toEqual([found]);
		expect((await rooms.look(one, { kind: "watcher" })).view.place).toEqual(place);
		await rooms.command(one, {
			by: DM,
			body: { type: "applyEffect", entityId: "bo", effect: { kind: "hide" } },
		});
		const later = open(rooms.log);
		for (const each of [rooms, later]) {
			expect(await each.inWorld("town")).toEqual([found]);
			expect((await each.inWorld("woods")).map(({ roomId }) => roomId)).toEqual([two]);
			expect(await each.inWorld("")).toEqual([]);
		}
		// What was taken back lies where it lay.
		await rooms.command(one, { by: DM, body: { type: "undo", to: 2 } });
		expect(await later.inWorld("town")).toEqual([{ ...found, userIds: ["user ana"] }]);
		await rooms.command(one, { by: DM, body: { type: "complete" } });
		expect(await later.inWorld("town")).toEqual([]);
	});

	it("[RM22] leaves hidden things out: seats, names, users", async () => {
		const rooms = open();
		const roomId = await openRoom(rooms);
		const spy = someone("spy", { name: "CANARY", userId: "CANARY user", isHidden: true, initiative: 25 });
		await rooms.command(roomId, { by: DM, body: { type: "addParticipant", participant: spy } });
		const before = await rooms.list();
		expect(before).toMatchObject([{ turnOf: "The ana", participants: 2 }]);
		await rooms.command(roomId, { by: DM, body: end("ana") });
		const listed = [before, await rooms.list()];
		expect(listed[1]).toMatchObject([{ turnOf: "?", connected: ["user ana", "user bo"] }]);
		expect(JSON.stringify(listed)).not.toContain("CANARY");
	});

	it("[RM21] looks at each room once until something is written to it, and once for all who ask at a time", async () => {
		const shared = createFatefulLog();
		const rooms = open(shared.view());
		for (let made = 0; made < 5; made += 1) await openRoom(rooms);
		const view = shared.view();
		const later = open(view);
		await later.list();
		const [first, second] = [view.calls(), await Promise.all([later.list(), later.list(), later.list()])];
		// A head of each, in two runs, and the names.
		expect(view.calls() - first).toBeLessThanOrEqual(2 * (5 + 1));
		expect(second[0]).toHaveLength(5);
		const { roomId } = second[0]![0]!;
		await rooms.command(roomId, { by: DM, body: { type: "pause" } });
		expect((await later.list()).find((one) => one.roomId === roomId)).toMatchObject({ status: "paused" });
	});

	it("[RM21] leaves out those that came to nothing", async () => {
		const fates: Fate[] = ["held", "lost"];
		const rooms = open(createFatefulLog().view({ append: () => fates.shift() ?? "held" }));
		// Its name is held, but it is not.
		await expect(rooms.create({ dmId: "dm", mapState: MAP })).rejects.toMatchObject({ code: "unavailable" });
		expect(await rooms.ids()).toHaveLength(1);
		expect(await rooms.list()).toEqual([]);
		expect(await rooms.held()).toEqual([]);
		const [roomId] = await rooms.ids();
		await expect(rooms.look(roomId!, { kind: "dm" })).rejects.toMatchObject({ code: "not_found" });
		await expect(rooms.command(roomId!, { by: DM, body: { type: "start" } })).rejects.toMatchObject({
			code: "not_found",
		});
	});

	it("[RM21] leaves out what cannot be read, and says so to its keepers", async () => {
		const log = createFakeLog();
		const rooms = open(log);
		const broken = await openRoom(rooms);
		const whole = await openRoom(rooms);
		const { read } = log;
		log.read = (topic, ...rest) =>
			topic === roomTopic(broken) ? Promise.reject(new Error("damaged")) : read(topic, ...rest);
		const later = open(log);
		expect((await later.list()).map(({ roomId }) => roomId)).toEqual([whole]);
		expect(later.reports).toHaveLength(1);
		expect(await rooms.list()).toHaveLength(2);
	});
});
