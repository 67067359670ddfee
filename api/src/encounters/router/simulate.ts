import type { TurnAction } from "../engine/commands.js";
import type { Cell } from "../engine/state.js";
import type { GameView, ParticipantView } from "../engine/view.js";
import { pick, type Random } from "../../wording/random.js";

/** How far somebody looks for a place to walk to, in cells. */
const STRIDE = 6;

/** One thing that somebody whose turn it is might do, and who; undefined where it is nobody's turn. */
export function someAction(
	view: GameView,
	random: Random,
): { readonly who: ParticipantView; readonly action: TurnAction } | undefined {
	const seat = view.initiativeOrder[view.currentTurnIndex];
	const able = (seat?.entityIds ?? [])
		.map((id) => view.participants[id])
		.filter((one) => one !== undefined && (one.availableActions?.length ?? 0) > 0);
	const who = pick(random, able);
	return who && { who, action: actionOf(view, who, random) };
}

function actionOf(view: GameView, who: ParticipantView, random: Random): TurnAction {
	const { entityId, availableActions = [] } = who;
	const [kind, what] = (pick(random, availableActions) ?? "end").split(":", 2);
	const target = pick(random, enemiesOf(view, who))?.entityId;
	if (kind === "move") return { type: "move", entityId, position: near(view, who.position, random) };
	if (kind !== "attack" || what === undefined || target === undefined) return { type: "end", entityId };
	return { type: "attack", entityId, actionId: what, target };
}

function enemiesOf({ participants }: GameView, { side }: ParticipantView): readonly ParticipantView[] {
	return Object.values(participants).filter((one) => one.side !== side && one.life !== "defeated");
}

function near({ mapState }: GameView, { x, y }: Cell, random: Random): Cell {
	const along = (from: number, size: number): number =>
		Math.min(Math.max(from + Math.floor(random() * (2 * STRIDE + 1)) - STRIDE, 0), size - 1);
	return { x: along(x, mapState.width), y: along(y, mapState.height) };
}
