import { useMemo, useState } from "react";
import type { RoomCommand } from "../../../src/encounters/encounters.js";
import type { Cell } from "../../../src/encounters/engine/state.js";
import type { GameView, ParticipantView, Viewer } from "../../../src/encounters/engine/view.js";
import { type Aim, actionAt, reachOf, WALK, whoIsAt } from "../board/aim.js";
import { type Choice, choicesOf } from "../turn/choices.js";
import { moversOf } from "../words/people.js";

export interface TurnOptions {
	readonly view: GameView;
	readonly viewer: Viewer | undefined;
	readonly onGive: (body: RoomCommand) => void;
	readonly onSelect: (entityId: string | undefined) => void;
}

export interface Turn {
	/** Whoever of one's own has the turn; of several the one that was chosen. */
	readonly mover: ParticipantView | undefined;
	/** Who goes where the map is clicked: the mover, or one who made a move ready. */
	readonly walker: ParticipantView | undefined;
	readonly others: readonly ParticipantView[];
	readonly choices: readonly Choice[];
	readonly aim: Aim;
	readonly onAim: (aim: Aim) => void;
	readonly onMover: (entityId: string) => void;
	readonly onChoose: (choice: Choice, slotLevel?: number) => void;
	/** A cell was clicked, or Enter pressed at it. */
	readonly onCell: (cell: Cell) => void;
}

/** What is left of an aim once the turn has gone on: what cannot be done any more is not aimed. */
function stillAimed(aim: Aim, choices: readonly Choice[], { participants }: GameView): Aim {
	if (aim.kind === "step" && participants[aim.entityId]?.readied == null) return WALK;
	if (aim.kind !== "target") return aim;
	const choice = choices.find(({ id }) => id === aim.choice.id);
	return choice ? { ...aim, choice } : WALK;
}

/** Somebody who may go once on the turn of another. */
function stepping({ participants }: GameView, entityId: string): ParticipantView | undefined {
	const one = participants[entityId];
	const { economy, speed: movementLeft = 0 } = one ?? {};
	return one && economy && { ...one, economy: { ...economy, movementLeft }, availableActions: ["move"] };
}

function isInReach(view: GameView, walker: ParticipantView, { x, y }: Cell): boolean {
	return reachOf(view, walker).steps.has(`${x},${y}`);
}

/** One's own turn: who acts, what they could do, and what a click on the map means. */
export function useTurn({ view, viewer, onGive, onSelect }: TurnOptions): Turn {
	const [chosen, setChosen] = useState<string>();
	const [aimed, setAimed] = useState<Aim>(WALK);
	const movers = moversOf(view, viewer);
	const mover = movers.find(({ entityId }) => entityId === chosen) ?? movers[0];
	const choices = useMemo(() => (mover ? choicesOf(mover) : []), [mover]);
	const aim = useMemo(() => stillAimed(aimed, choices, view), [aimed, choices, view]);
	const walker = useMemo(
		() => (aim.kind === "step" ? stepping(view, aim.entityId) : mover),
		[aim, view, mover],
	);
	const isDm = viewer?.kind === "dm";

	function byHand(cell: Cell): boolean {
		if (aim.kind === "draw") onGive({ type: "setTerrain", cells: [cell], terrain: aim.terrain });
		else if (aim.kind === "place") {
			onGive({ type: "applyEffect", entityId: aim.entityId, effect: { kind: "move", position: cell } });
			setAimed(WALK);
		} else if (aim.kind === "step") {
			if (walker && isInReach(view, walker, cell)) {
				const action = { type: "move", entityId: aim.entityId, position: cell } as const;
				onGive({ type: "react", action });
			}
			setAimed(WALK);
		} else return false;
		return true;
	}

	function onCell(cell: Cell): void {
		if (byHand(cell)) return;
		const one = whoIsAt(view, cell);
		const action = mover && actionAt(view, mover, { aim, cell, choices });
		// The DM looks at many: what they click on is chosen, and struck at only when that is aimed.
		const isChoosing = one !== undefined && (action === undefined || (isDm && aim.kind === "walk"));
		if (isChoosing) return onSelect(one.entityId);
		if (!action || !mover) return onSelect(undefined);
		if (action.type === "move" && !isInReach(view, mover, cell)) return onSelect(undefined);
		onGive({ type: "act", action });
		setAimed(WALK);
	}

	return {
		mover,
		walker,
		others: movers.filter((one) => one !== mover),
		choices,
		aim,
		onAim: setAimed,
		onMover(entityId) {
			setChosen(entityId);
			setAimed(WALK);
		},
		onChoose(choice, slotLevel) {
			if (choice.isAimed) {
				setAimed({ kind: "target", choice, ...(slotLevel !== undefined && { slotLevel }) });
			} else if (mover) onGive({ type: "act", action: { ...choice.action, entityId: mover.entityId } });
		},
		onCell,
	};
}
