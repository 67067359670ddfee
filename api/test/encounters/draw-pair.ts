import type { RoomCommand } from "../../src/encounters/encounters.js";
import type { GameView } from "../../src/encounters/engine/view.js";
import { pick, type Random } from "../../src/wording/random.js";
import { drawOrder, type Order } from "./draw-order.js";
import type { Table } from "./table.js";

/** Share of pairs of which the second is legal before the first, and hardly after it. */
const CONTENDED = 0.6;

/** Two commands that are given at once. */
export function drawPair(random: Random, table: Table, view: GameView): readonly [Order, Order] {
	const contended = random() < CONTENDED ? contend(random, table, view) : undefined;
	return contended ?? [drawOrder(random, table, view), drawOrder(random, table, view)];
}

/** Both want the turn, or the same cell; undefined where nobody has the turn. */
function contend(random: Random, table: Table, view: GameView): readonly [Order, Order] | undefined {
	const { dm, guests } = table;
	const entityId = pick(random, view.initiativeOrder[view.currentTurnIndex]?.entityIds ?? []);
	if (view.status !== "active" || entityId === undefined) return undefined;
	const owner = guests.find(({ userId }) => userId === view.participants[entityId]?.userId) ?? dm;
	const act = (action: Extract<RoomCommand, { readonly type: "act" }>["action"]): Order => ({
		by: owner,
		body: { type: "act", action },
	});
	const end = act({ type: "end", entityId });
	const other = pick(
		random,
		Object.keys(view.participants).filter((id) => id !== entityId),
	);
	const cell = pick(random, freeCells(view));
	if (random() < 0.5 || other === undefined || !cell)
		return [end, random() < 0.5 ? { by: dm, body: { type: "skipTurn" } } : end];
	const put = (id: string): Order => ({
		by: dm,
		body: { type: "applyEffect", entityId: id, effect: { kind: "move", position: cell } },
	});
	return [random() < 0.5 ? put(entityId) : act({ type: "move", entityId, position: cell }), put(other)];
}

function freeCells({
	mapState,
	participants,
}: GameView): readonly { readonly x: number; readonly y: number }[] {
	const taken = new Set(Object.values(participants).map(({ position: { x, y } }) => `${x} ${y}`));
	return mapState.rows.flatMap((row, y) =>
		[...row].flatMap((ground, x) => (ground === "." && !taken.has(`${x} ${y}`) ? [{ x, y }] : [])),
	);
}
