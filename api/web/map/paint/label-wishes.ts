import type { LabelWish } from "../scene/label-layout.js";
import type { Gathering } from "../scene/scene.js";
import type { Frame } from "./frame.js";
import { padOf, pointsOf } from "./paint-gatherings.js";

/** A label as it is written: a member's name, or how many stand together. */
export interface LabelText {
	readonly id: string;
	readonly text: string;
	readonly kind: "name" | "caption";
	readonly strong: boolean;
}

export interface Wishes {
	readonly texts: ReadonlyMap<string, LabelText>;
	readonly wishes: readonly LabelWish[];
}

/** In a picture of more members than this, names tell nothing: only those that matter now are written. */
export const CROWD = 600;
/** Gatherings told in a crowd, the largest first. */
const CAPTIONS_IN_CROWD = 30;
/** Beside more gatherings than this each is told by its number alone: the same word everywhere is noise. */
const WORDY_CAPTIONS = 20;
const NAME_HEIGHT = 16;
const CAPTION_HEIGHT = 14;

const PRIORITY = {
	selected: 1000,
	hovered: 900,
	highlighted: 800,
	player: 300,
	caption: 200,
	npc: 100,
} as const;
/** A label that stands keeps its place against equals, so that names do not flicker. */
const STANDING = 40;

export interface WishOptions {
	readonly measure: (text: string, kind: LabelText["kind"]) => number;
	/** Ids of the labels that stand now. */
	readonly standing: ReadonlySet<string>;
}

function namePriority(id: string, type: "npc" | "player", { focus }: Frame): number {
	if (id === focus.selected) return PRIORITY.selected;
	if (id === focus.hovered) return PRIORITY.hovered;
	return focus.highlighted.has(id) ? PRIORITY.highlighted : PRIORITY[type];
}

export const captionId = ({ id }: Gathering): string => `gathering ${id}`;

/** Middle above a gathering's outline, pixels. */
export function captionAnchor(gathering: Gathering, frame: Frame): readonly [x: number, y: number] {
	const points = pointsOf(gathering, frame);
	const top = Math.min(...points.map(([, y]) => y)) - padOf(frame);
	return [points.reduce((sum, [x]) => sum + x, 0) / points.length, top - 2];
}

/** Which labels should stand in a picture, and where they want to. */
export function labelWishes(frame: Frame, { measure, standing }: WishOptions): Wishes {
	const texts = new Map<string, LabelText>();
	const wishes: LabelWish[] = [];
	const crowded = frame.seen.length > CROWD;
	const want = (label: LabelText, wish: Omit<LabelWish, "id" | "width">): void => {
		texts.set(label.id, label);
		const priority = wish.priority + (standing.has(label.id) ? STANDING : 0);
		wishes.push({ ...wish, id: label.id, width: measure(label.text, label.kind), priority });
	};
	const gatherings = [...frame.scene.gatherings.values()].filter(
		({ gone, members }) => !gone && members.length > 1,
	);
	const told = crowded
		? gatherings.sort((a, b) => b.members.length - a.members.length).slice(0, CAPTIONS_IN_CROWD)
		: gatherings;
	const counts = told.length > WORDY_CAPTIONS;
	// One name beside a number would read as the group's own: those in groups are counted, the others named.
	const counted = new Set(counts ? told.flatMap(({ members }) => members) : []);
	for (const { body, x, y } of frame.seen) {
		const priority = namePriority(body.id, body.type, frame);
		if (priority < (crowded ? PRIORITY.highlighted : counted.has(body) ? PRIORITY.player : 0)) continue;
		const strong = priority >= PRIORITY.highlighted;
		const gap = frame.radius + (strong ? 6 : 3);
		want(
			{ id: body.id, text: body.name, kind: "name", strong },
			{ x, y, gap, height: NAME_HEIGHT, priority },
		);
	}
	for (const gathering of told) {
		const count = gathering.members.length;
		const [x, y] = captionAnchor(gathering, frame);
		const text = counts ? String(count) : `${count} together`;
		const priority = PRIORITY.caption + Math.min(80, count);
		const label = { id: captionId(gathering), text, kind: "caption", strong: false } as const;
		want(label, { x, y, gap: 0, height: CAPTION_HEIGHT, priority, aboveOnly: true });
	}
	return { texts, wishes };
}
