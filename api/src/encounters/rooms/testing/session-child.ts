import { writeSync } from "node:fs";
import { openLmdbLog } from "../../../log/lmdb-log.js";
import { pointedLog } from "./pointed-log.js";
import { playSession } from "./session.js";
import { testRooms } from "./test-rooms.js";

/**
 * Plays a session over a folder's log, and says what anybody outside is told, a line of JSON each. At the given point it
 * is killed; where it comes to the end it says `points <n>`.
 */
const [directory, at] = process.argv.slice(2);
let points = 0;
const log = await openLmdbLog({ directory: directory! });
const rooms = testRooms(
	pointedLog(log, async () => {
		points += 1;
		if (points === Number(at)) process.kill(process.pid, "SIGKILL");
	}),
	{ checkpointEvery: 3 },
);
// At once, as what is in the way when the process ends was told to nobody.
await playSession(rooms, (told) => writeSync(1, `${JSON.stringify(told)}\n`));
await rooms.close();
await log.close();
writeSync(1, `points ${String(points)}\n`);
