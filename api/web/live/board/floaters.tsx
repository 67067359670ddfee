import { useEffect, useState } from "react";
import type { ToldEvent } from "../../../client/encounters/index.js";
import type { Deed } from "../../../src/encounters/engine/events.js";
import type { GameView } from "../../../src/encounters/engine/view.js";
import classes from "./board.module.css";
import { CELL, middleOf } from "./terrain.js";

/** How long what happened to somebody stands over them: long enough to be read. */
const SHOWN_MS = 1_800;

interface Floater {
	readonly number: number;
	readonly entityId: string;
	readonly text: string;
	readonly tone: "bad" | "good" | "plain";
}

function floaterOf(deed: Deed): Omit<Floater, "number"> | undefined {
	const { entityId } = deed;
	switch (deed.kind) {
		case "attacked":
			if (deed.outcome === "hit") return undefined;
			return {
				entityId: deed.target,
				text: deed.outcome === "critical" ? "Critical" : "Miss",
				tone: deed.outcome === "critical" ? "bad" : "plain",
			};
		case "damaged":
			return { entityId, text: deed.amount === undefined ? "Hit" : `−${deed.amount}`, tone: "bad" };
		case "healed":
			return { entityId, text: deed.amount === undefined ? "Healed" : `+${deed.amount}`, tone: "good" };
		case "defeated":
			return { entityId, text: "Defeated", tone: "bad" };
		case "saved":
			return { entityId, text: "Resists", tone: "good" };
		case "failedSave":
		case "moved":
		case "fell":
		case "stabilised":
		case "revived":
		case "cast":
		case "used":
		case "interacted":
			return undefined;
	}
}

export interface FloatersProps {
	readonly events: readonly ToldEvent[];
	readonly view: GameView;
}

/** What just happened to somebody, over where they stand. It is told in words elsewhere. */
export function Floaters({ events, view }: FloatersProps) {
	/** What happened up to here is no news. */
	const [seen, setSeen] = useState(() => events.at(-1)?.number ?? 0);
	const newest = events.at(-1)?.number ?? 0;
	useEffect(() => {
		if (newest === seen) return undefined;
		const timer = setTimeout(() => setSeen(newest), SHOWN_MS);
		return () => clearTimeout(timer);
	}, [newest, seen]);
	const floaters = events.flatMap(({ number, event }): readonly Floater[] => {
		if (number <= seen || event.type !== "ACTED") return [];
		const floater = floaterOf(event.deed);
		return floater ? [{ number, ...floater }] : [];
	});
	const stacked = new Map<string, number>();
	return floaters.map(({ number, entityId, text, tone }) => {
		const one = view.participants[entityId];
		if (!one) return null;
		const level = stacked.get(entityId) ?? 0;
		stacked.set(entityId, level + 1);
		const { x, y } = middleOf(one.position);
		return (
			<g key={number} transform={`translate(${x} ${y - CELL * (0.62 + level * 0.42)})`} aria-hidden="true">
				<text className={classes.floater} data-tone={tone}>
					{text}
				</text>
			</g>
		);
	});
}
