import { describe, expect, it } from "vitest";
import type { Cursor } from "../../log/cursor.js";
import { createFatefulLog } from "../../log/testing/fateful-log.js";
import { until } from "../../testing/until.js";
import { DM, player } from "../engine/testing/test-room.js";
import type { Viewer } from "../engine/view.js";
import type { Rooms } from "./rooms.js";
import { goOn } from "./testing/follow.js";
import { openedRooms } from "./testing/opened-rooms.js";
import { openRoom } from "./testing/test-rooms.js";

const CANARY = "what bo said";
const ANA: Viewer = { kind: "player", userId: "user ana" };

const { open, page } = openedRooms();

/** A room in which Bo has said something to Ana, and the place before that. */
async function openTold(rooms: Rooms): Promise<{ readonly roomId: string; readonly before: Cursor }> {
	const roomId = await openRoom(rooms);
	const { cursor: before } = await rooms.look(roomId, ANA);
	await rooms.command(roomId, {
		by: player("user bo"),
		body: { type: "chat", channel: "private", text: CANARY, to: ["user ana"] },
	});
	return { roomId, before };
}

/** All that comes to somebody who goes on from a place, or why nothing does. */
async function toldFrom(rooms: Rooms, roomId: string, after: Cursor): Promise<string> {
	const { signal } = new AbortController();
	const news = rooms.follow(roomId, ANA, { after, signal })[Symbol.asyncIterator]();
	try {
		return JSON.stringify(await news.next());
	} catch (error) {
		return String((error as { readonly code?: unknown }).code);
	} finally {
		await news.return?.();
	}
}

describe("an erased user", () => {
	it.each(["that erased them", "beside it"])(
		"[ET44] is in no news of a process %s, from whatever place one goes on",
		async (which) => {
			const shared = createFatefulLog();
			const [one, other] = [open(shared.view()), open(shared.view())];
			const { roomId, before } = await openTold(one);
			const asked = which === "beside it" ? other : one;
			const held = await page(asked, { roomId, viewer: ANA });
			// Those who come back from further away have had a stretch of the log read for them, too.
			expect(await toldFrom(asked, roomId, before)).toContain(CANARY);
			expect(await toldFrom(asked, roomId, { ...before, offset: 0 })).not.toBe("gone");
			const [erased] = await one.eraseUser("user bo", []);
			await shared.view().forget(erased!.topic, erased!.at.offset);
			await goOn(one, roomId, 2);
			const { cursor } = await one.look(roomId, ANA);
			await until(() => held.cursor().offset === cursor.offset, "all told");
			for (const offset of [0, 1, before.offset - 1, before.offset]) {
				expect(await toldFrom(asked, roomId, { ...before, offset })).toBe("gone");
			}
			const since = { ...before, offset: before.offset + 1 };
			expect(await toldFrom(asked, roomId, since)).not.toMatch(/gone|what bo said|user bo/);
			expect(JSON.stringify(held.view())).not.toContain(CANARY);
			expect(held.view()).toEqual((await asked.look(roomId, ANA)).view);
		},
	);

	it("[ET44] is in no news while what is held of them is on its way out", async () => {
		const shared = createFatefulLog();
		const rooms = open(shared.view());
		const { roomId, before } = await openTold(rooms);
		await page(rooms, { roomId, viewer: ANA });
		const [erased] = await rooms.eraseUser("user bo", []);
		// Whoever comes now is the last to whom the log can tell it.
		await toldFrom(rooms, roomId, before);
		await shared.view().forget(erased!.topic, erased!.at.offset);
		expect(await toldFrom(rooms, roomId, before)).toBe("gone");
		await rooms.command(roomId, { by: DM, body: { type: "note", text: "on" } });
		expect(await toldFrom(rooms, roomId, before)).toBe("gone");
	});
});
