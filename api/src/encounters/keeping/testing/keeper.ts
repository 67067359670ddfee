import type { FatefulLog, FatefulView, Fates } from "../../../log/testing/fateful-log.js";
import type { Log } from "../../../log/log.js";
import type { NewParticipant } from "../../engine/commands.js";
import type { GameState } from "../../engine/state.js";
import { DM, openRows, someone } from "../../engine/testing/test-room.js";
import { createRooms } from "../../rooms/create-rooms.js";
import type { EncounterMind } from "../encounter-mind.js";
import { createKeeping, type Keeping, type KeepingDeps } from "../keeping.js";
import { scriptedMind } from "../scripted-mind.js";

export interface KeeperOptions extends Partial<Pick<KeepingDeps, "idleSeconds" | "mindSeconds">> {
	readonly mind?: EncounterMind;
}

/** One process's rooms over a log, and what keeps them going. */
export function keeperOn(log: Log, { mind = scriptedMind, ...options }: KeeperOptions = {}) {
	const reports: string[] = [];
	const released: string[] = [];
	/** What happened in rooms in memory, by the type of event, with who did it and when it was told, in seconds. */
	const events: {
		readonly type: string;
		readonly by: string;
		readonly at: number;
		readonly heard: number;
	}[] = [];
	const now = () => Date.now() / 1000;
	const report = (text: string, { error }: Readonly<Record<string, unknown>>) =>
		void reports.push(`${text} ${String(error)}`);
	const hearers: Keeping[] = [];
	const rooms = createRooms({
		log,
		now,
		report,
		onEntry: (roomId, entry, state) => {
			for (const { onEntry } of hearers) onEntry(roomId, entry, state);
			for (const { type, at } of entry?.data.events ?? [])
				events.push({ type, at, by: entry!.data.by.kind, heard: now() });
		},
	});
	const keeping = createKeeping({
		log,
		rooms,
		mind,
		now,
		report,
		idleSeconds: 1_800,
		onRelease: (roomId) => void released.push(roomId),
		...options,
	});
	hearers.push(keeping);
	return {
		rooms,
		keeping,
		reports,
		released,
		events,
		stop: async () => {
			await keeping.stop();
			await rooms.close();
		},
	};
}

export type Keeper = ReturnType<typeof keeperOn>;

/** One of several processes over a log; `kill` cuts it off at once, as the end of a process would. */
export function keeperOf(shared: FatefulLog, options: KeeperOptions & { readonly fates?: Fates } = {}) {
	const log: FatefulView = shared.view(options.fates);
	const keeper = keeperOn(log, options);
	return {
		...keeper,
		log,
		kill: async () => {
			log.setAway(true);
			await keeper.stop().catch(() => undefined);
		},
	};
}

/** A room that is under way, its people acting in the order they are given in. */
export async function roomOf(
	{ rooms, keeping }: Keeper,
	those: readonly (Partial<NewParticipant> & { readonly entityId: string })[],
	turnSeconds: number | null = null,
): Promise<string> {
	const rows = openRows(12, 12);
	const mapState = { width: 12, height: 12, rows };
	const { roomId } = await rooms.create({ dmId: "dm", mapState, turnSeconds });
	for (const [at, one] of those.entries()) {
		const usual = { position: { x: at, y: 0 }, initiative: 100 - at };
		const participant = someone(one.entityId, { ...usual, ...one });
		await rooms.give(roomId, { by: DM, body: { type: "addParticipant", participant } });
	}
	await keeping.command(roomId, { by: DM, body: { type: "start" } });
	return roomId;
}

/** Who has the turn. */
export function turnOf({ turn }: GameState): string | undefined {
	return turn?.seatId;
}
