import { DatabaseError } from "../../db/database-error.js";
import { openLmdbLog } from "../../log/lmdb-log.js";
import { someone } from "../engine/testing/test-room.js";
import { startEncounters } from "../start-encounters.js";

/** Begins an encounter in a folder, says `begun <room id>` and `ends <unix seconds>` of its turn, and goes on until it is killed. */
const [directory, turnSeconds] = process.argv.slice(2);
const away = () => Promise.reject(new DatabaseError("unavailable", "cannot be reached"));
const { encounters } = startEncounters({
	config: { encounterIdleSeconds: 1_800 },
	log: await openLmdbLog({ directory: directory! }),
	database: { run: away, transaction: away },
	now: () => Date.now() / 1000,
	report: () => undefined,
});
const by = { kind: "dm", userId: "dm" } as const;
const { roomId } = await encounters.create({
	dmId: "dm",
	mapState: { width: 2, height: 1, rows: [".."] },
	turnSeconds: Number(turnSeconds),
});
for (const [x, entityId] of ["a", "b"].entries()) {
	const participant = someone(entityId, {
		initiative: 10 - x,
		position: { x, y: 0 },
		userId: `user ${entityId}`,
	});
	await encounters.command(roomId, { by, body: { type: "addParticipant", participant } });
}
await encounters.command(roomId, { by, body: { type: "start" } });
const { view } = await encounters.look(roomId, { kind: "dm" });
process.stdout.write(`begun ${roomId}\nends ${String(view.turn!.endsAt)}\n`);
