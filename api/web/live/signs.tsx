import type { ReactNode } from "react";
import type { ParticipantView } from "../../src/encounters/engine/view.js";
import type { Choice } from "./turn/choices.js";
import { sideOf } from "./words/people.js";

/** A sign in the hand of the shell's own: 20 units, round strokes in the colour of the text. Never read aloud. */
function Sign({ children }: { readonly children: ReactNode }) {
	return (
		<svg
			width="18"
			height="18"
			viewBox="0 0 20 20"
			fill="none"
			stroke="currentColor"
			strokeWidth="1.600"
			strokeLinecap="round"
			strokeLinejoin="round"
			aria-hidden="true"
			style={{ flex: "none" }}
		>
			{children}
		</svg>
	);
}

const BLADE =
	"M16.500 3.500 8 12M16.500 3.500V6L9.500 13 7 10.500l7-7ZM5.500 10.500l4 4M7 12.500l-3.500 3.500";
const BOW =
	"M5 3.500c7 1 10.500 4.500 11.500 11.500M5 3.500 16.500 15M3.500 16.500l9-9M3.500 16.500l.5-3M3.500 16.500l3-.5";
const SPARK = "M10 2.500 11.600 8.400 17.500 10l-5.900 1.600L10 17.500l-1.600-5.900L2.500 10l5.900-1.600Z";
const HEART =
	"M10 16.500C5.500 13 3.500 10.500 3.500 7.800a3.300 3.300 0 0 1 6.500-1 3.300 3.300 0 0 1 6.500 1c0 2.700-2 5.200-6.500 8.700Z";
const FLASK = "M8 3h4M8.800 3v4.500L4.800 14a2 2 0 0 0 1.700 3h7a2 2 0 0 0 1.700-3l-4-6.500V3M6.500 12h7";

const INTERACTIONS: Readonly<Record<string, string>> = {
	dash: "M3.500 6h5M2.500 10H8M3.500 14h5M10.500 4.500 16 10l-5.500 5.500",
	dodge: "M10 2.800 16 5v4.700c0 3.700-2.500 6.200-6 7.500-3.500-1.300-6-3.800-6-7.500V5Z",
	disengage: "M16.500 10H5M9.500 5 4.500 10l5 5M16.500 4v12",
	help: "M10 4v12M4 10h12",
	hide: "M3 3l14 14M8 5.300A8 8 0 0 1 17.500 10a12 12 0 0 1-2 2.800M12.500 14.500A8.300 8.300 0 0 1 2.500 10a12 12 0 0 1 3-3.700",
	ready: "M5.500 3h9M5.500 17h9M6.500 3c0 4 7 5 7 7s-7 3-7 7M13.500 3c0 4-7 5-7 7s7 3 7 7",
	stand: "M10 16.500V5M5.500 9 10 4.500 14.500 9M4.500 17h11",
	watch:
		"M2.500 10C5 6 7.500 4.800 10 4.800s5 1.200 7.500 5.200c-2.500 4-5 5.200-7.500 5.200S5 14 2.500 10ZM12 10a2 2 0 1 1-4 0 2 2 0 0 1 4 0Z",
	ignore: "M4 10h12M12 6l4 4-4 4",
	object: "M6.500 10V6.500a3.500 3.500 0 0 1 7 0V10M5 10h10v7H5Z",
};

/** What somebody could do. */
export function ActionSign({ choice }: { readonly choice: Choice }) {
	const { action, aims, range } = choice;
	const d = ((): string => {
		if (action.type === "attack") return range > 2 ? BOW : BLADE;
		if (action.type === "cast") return aims === "friends" ? HEART : SPARK;
		if (action.type === "useItem") return FLASK;
		return INTERACTIONS[action.actionId ?? ""] ?? INTERACTIONS["object"]!;
	})();
	return (
		<Sign>
			<path d={d} />
		</Sign>
	);
}

/** A token in small, as it is on the map: round, square or with six corners, in the colour of its side. */
export function TokenSign({ one }: { readonly one: Pick<ParticipantView, "entityType" | "side"> }) {
	const tone = { party: "var(--es-player)", foes: "var(--es-refused)", others: "var(--es-npc)" }[sideOf(one)];
	const look = { fill: `color-mix(in srgb, ${tone} 35%, transparent)`, stroke: tone, strokeWidth: 1.6 };
	return (
		<svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true" style={{ flex: "none" }}>
			{one.entityType === "playerCharacter" && <circle r="5.800" {...look} />}
			{one.entityType === "npc" && (
				<rect x="-5.200" y="-5.200" width="10.400" height="10.400" rx="2.400" {...look} />
			)}
			{one.entityType === "monster" && (
				<path d="M6.200 0 3.100 5.400H-3.100L-6.200 0-3.100-5.400H3.100Z" {...look} />
			)}
		</svg>
	);
}
