import { createTRPCClient, httpLink } from "@trpc/client";
import type { EncounterRouter } from "../../src/encounters/router/encounter-router.js";
import { tokenOf } from "../token-of.js";
import type { TablePlan } from "./plan.js";

/** Rooms that are opened at a time. */
const TOGETHER = 4;

/** Heroes begin in a column of their own each, a cell apart. */
const COLUMN = 2;

/** What a character of the first level brings along. */
const KIT = {
	maxHP: 30,
	armorClass: 14,
	abilities: { str: 16, dex: 12, con: 14, int: 8, wis: 10, cha: 10 },
	attacks: [
		{
			attackId: "sword",
			name: "Sword",
			kind: "melee" as const,
			bonus: 5,
			range: 1,
			damage: [{ dice: "1d8+3", type: "slashing" as const }],
		},
		{
			attackId: "bow",
			name: "Bow",
			kind: "ranged" as const,
			bonus: 3,
			range: 16,
			longRange: 64,
			damage: [{ dice: "1d6+1", type: "piercing" as const }],
		},
	],
	inventory: [
		{ itemId: "potion", name: "Potion of healing", quantity: 2, use: { healing: "2d4+2", range: 1 } },
		{ itemId: "rope", name: "Rope, 50 feet", quantity: 1 },
	],
};

export interface TablesWanted {
	readonly port: number;
	readonly secret: string;
	readonly rooms: number;
	readonly players: number;
	/** Begins the ids of users. */
	readonly name: string;
}

/** Rooms under way, each with its own DM and players, as these would open them. */
export async function openTables(wanted: TablesWanted): Promise<readonly TablePlan[]> {
	const tables: TablePlan[] = [];
	let next = 0;
	await Promise.all(
		Array.from({ length: TOGETHER }, async () => {
			while (next < wanted.rooms) tables.push(await openTable(wanted, next++));
		}),
	);
	return tables;
}

async function openTable(
	{ port, secret, players: size, name }: TablesWanted,
	at: number,
): Promise<TablePlan> {
	const token = await tokenOf(`${name}-dm-${at}`, secret);
	const headers = { authorization: `Bearer ${token}` };
	const dm = createTRPCClient<EncounterRouter>({
		links: [httpLink({ url: `http://127.0.0.1:${port}/trpc`, headers })],
	});
	const players = Array.from({ length: size }, (_, seat) => `${name}-${at}-${seat}`);
	const { roomId } = await dm.createRoom.mutate({ title: `Table ${at}` });
	for (const [seat, userId] of players.entries()) {
		await dm.addParticipant.mutate({
			roomId,
			participant: {
				entityId: userId,
				entityType: "playerCharacter",
				name: `Hero ${seat}`,
				userId,
				position: { x: COLUMN, y: 2 * seat },
				initiative: size - seat,
				...KIT,
			},
		});
	}
	await dm.startInteraction.mutate({ roomId });
	return { roomId, players };
}
