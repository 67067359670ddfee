import type { EarshotMessage } from "../../shared/remotes/messages";
import type { MemberTypeWire, SpeakerWire } from "../../shared/wire";

/** How somebody in earshot is told apart: by a word, and a colour beside it. */
export type Badge = "NPC" | "PLAYER" | "YOU";

/** One line of the panel. */
export interface PanelRow {
	readonly name: string;
	readonly badge: Badge;
}

/** The panel as it is to be shown. */
export interface PanelView {
	readonly isVisible: boolean;
	readonly title: string;
	/** A sign beside the title that the panel opens and closes. */
	readonly sign: string;
	readonly rows: readonly PanelRow[];
	/** Says how many have no row of their own. */
	readonly more?: string;
	/** What players must be told of a language model; shown whether the panel is open or closed. */
	readonly notice?: string;
}

export interface PanelOptions {
	/** Entity id of the player who looks. */
	readonly playerId: string;
	readonly isOpen: boolean;
}

/** Rows that fit beside a phone's controls; a full group has 24 members. */
const MAX_ROWS = 8;
const NOTICE = "AI-powered: what NPCs say here may be written by a language model.";
const OPEN_SIGN = "−";
const CLOSED_SIGN = "+";

const RANKS: Readonly<Record<Badge, number>> = { NPC: 1, PLAYER: 2, YOU: 3 };
const BADGES: Readonly<Record<MemberTypeWire, Badge>> = { npc: "NPC", player: "PLAYER" };

function rowOf(member: SpeakerWire, playerId: string): PanelRow | undefined {
	if (member.type === "system") return undefined;
	return { name: member.name, badge: member.id === playerId ? "YOU" : BADGES[member.type] };
}

function comesBefore(a: PanelRow, b: PanelRow): boolean {
	if (a.badge !== b.badge) return RANKS[a.badge] < RANKS[b.badge];
	const [left, right] = [a.name.lower(), b.name.lower()];
	return left === right ? a.name < b.name : left < right;
}

/**
 * NPCs come first, then players, the one who looks last; each by name. Alone there is no panel, unless a notice
 * has to be seen.
 */
export function panelView(earshot: EarshotMessage, options: PanelOptions): PanelView {
	const all: PanelRow[] = [];
	for (const member of earshot.members) {
		const row = rowOf(member, options.playerId);
		if (row) all.push(row);
	}
	all.sort(comesBefore);
	const others = all.filter((row) => row.badge !== "YOU").size();
	// A row that says "and 1 more" takes the place of the one that it hides.
	const room = all.size() > MAX_ROWS ? MAX_ROWS - 1 : MAX_ROWS;
	const rows = all.filter((_, index) => index < room);
	const hidden = all.size() - rows.size();
	const isOpen = options.isOpen && others > 0;
	return {
		isVisible: others > 0 || earshot.byModel,
		title: others === 0 ? "Nobody in earshot" : `In earshot: ${others}`,
		sign: others === 0 ? "" : isOpen ? OPEN_SIGN : CLOSED_SIGN,
		rows: isOpen ? rows : [],
		more: isOpen && hidden > 0 ? `and ${hidden} more` : undefined,
		notice: earshot.byModel ? NOTICE : undefined,
	};
}
