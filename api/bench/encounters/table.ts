import type { TurnAction } from "../../src/encounters/engine/commands.js";
import { type LeanSocket, openLeanSocket } from "../lean-socket.js";
import type { TablePlan } from "./plan.js";
import type { TableTally } from "./tally.js";

/** Steps of a turn before it ends: what a hero may walk. */
const STEPS = 5;

/** Where heroes walk to and fro. */
const COLUMNS = [2, 3] as const;

/** Of the one subscription of each connection; commands count on from there. */
const FOLLOWING = 1;

/** One room with its players' connections. */
export interface Table {
	/** The next command of whoever has the turn: a step, or its end. */
	readonly command: () => void;
}

export interface TableWanted {
	readonly port: number;
	readonly plan: TablePlan;
	/** Of its players. */
	readonly tokens: readonly string[];
}

/** What a server of tRPC says over a WebSocket. */
interface Frame {
	readonly id: number;
	readonly error?: unknown;
	readonly result?: { readonly type: string; readonly data?: unknown; readonly id?: string };
}

interface Update {
	readonly id: string;
	readonly data: { readonly type: "view" | "news" };
}

interface Told {
	readonly ok: boolean;
	readonly cursor: string;
}

/** Resolves when all its players see the room. */
export async function openTable({ port, plan, tokens }: TableWanted, tally: TableTally): Promise<Table> {
	const { roomId, players } = plan;
	let given = 0;

	const open = (seat: number): Promise<LeanSocket> =>
		new Promise((resolve, reject) => {
			const take = (text: string): void => {
				if (text === "PING") return void socket.send("PONG");
				const { id, result, error } = JSON.parse(text) as Frame;
				if (id !== FOLLOWING) {
					const told = result?.data as Told | undefined;
					return tally.answered(id, told?.ok === true ? offsetOf(told.cursor) : undefined);
				}
				if (error !== undefined) return reject(new Error(text));
				if (result?.type !== "data") return;
				const update = result.data as Update;
				if (update.data.type === "news") return tally.told(seat, offsetOf(update.id), text.length);
				tally.shown(text.length);
				resolve(socket);
			};
			const socket = openLeanSocket(
				{ port, path: "/ws/trpc", token: tokens[seat] },
				{
					onOpen: () => socket.send(call(FOLLOWING, "subscription roomUpdates", { roomId })),
					onText: take,
					onEnd: (code) => reject(new Error(`a player's connection ended: ${code}`)),
				},
			);
		});

	const sockets = await Promise.all(players.map((_, seat) => open(seat)));
	return {
		command() {
			const turn = Math.floor(given / (STEPS + 1));
			const step = given % (STEPS + 1);
			const seat = turn % players.length;
			const id = FOLLOWING + ++given;
			const action = actionOf(players[seat]!, { seat, step });
			tally.gave(id, { seat, isMove: action.type === "move" });
			sockets[seat]!.send(call(id, "mutation takeTurn", { roomId, id: `command-${id}`, action }));
		},
	};

	/** To the other column and back, over all turns of one hero. */
	function actionOf(
		entityId: string,
		{ seat, step }: { readonly seat: number; readonly step: number },
	): TurnAction {
		if (step === STEPS) return { type: "end", entityId };
		const walked = STEPS * Math.floor(given / ((STEPS + 1) * players.length)) + step + 1;
		return { type: "move", entityId, position: { x: COLUMNS[walked % 2]!, y: 2 * seat } };
	}
}

/** `what`: the method and the procedure. */
function call(id: number, what: string, input: object): string {
	const [method, path] = what.split(" ");
	return JSON.stringify({ id, method, params: { path, input } });
}

/** Of a cursor, or of the place of one viewer. */
function offsetOf(place: string): number {
	return Number(place.split("~")[0]!.split(":").at(-1));
}
