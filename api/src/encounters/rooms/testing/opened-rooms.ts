import { afterEach } from "vitest";
import type { Log } from "../../../log/log.js";
import { createMemoryLog } from "../../../log/memory-log.js";
import type { RoomsDeps } from "../rooms.js";
import { openPage, type Page, type PageOptions } from "./page.js";
import { type TestRooms, testRooms } from "./test-rooms.js";

/** Opens rooms, and pages on them, which end with the test. */
export function openedRooms() {
	const opened: TestRooms[] = [];
	const pages: Page[] = [];
	afterEach(async () => {
		for (const page of pages.splice(0)) await page.leave();
		for (const rooms of opened.splice(0)) await rooms.close();
	});
	return {
		open: (log: Log = createMemoryLog(), given: Partial<RoomsDeps> = {}): TestRooms => {
			const rooms = testRooms(log, given);
			opened.push(rooms);
			return rooms;
		},
		page: async (rooms: TestRooms, options: PageOptions): Promise<Page> => {
			const page = await openPage(rooms, options);
			pages.push(page);
			return page;
		},
	};
}
