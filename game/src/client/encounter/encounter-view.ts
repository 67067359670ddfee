import type {
	ActionMessage,
	EncounterOrder,
	LeadMessage,
	RoomMessage,
	SeatMessage,
} from "../../shared/remotes/encounter-messages";

/** A button of the panel. */
export interface EncounterButton {
	readonly label: string;
	/** It waits for a click into the world. */
	readonly isChosen: boolean;
	/** What is ordered at once; absent where something has to be clicked first. */
	readonly order?: EncounterOrder;
	/** The action that waits for a click. */
	readonly aims?: ActionMessage;
}

/** The panel as it is to be shown. */
export interface EncounterPanelView {
	readonly title: string;
	readonly rows: readonly { readonly name: string; readonly health: string; readonly isNow: boolean }[];
	/** Who acts and what is left, or what is waited for; absent for nothing. */
	readonly hint?: string;
	readonly buttons: readonly EncounterButton[];
	readonly notice?: string;
}

const LEADS: Readonly<Record<LeadMessage, string>> = {
	start: "Start",
	pause: "Pause",
	resume: "Go on",
	skipTurn: "Skip turn",
	complete: "End encounter",
};
const AIMS: Readonly<Record<ActionMessage["needs"], string>> = {
	nothing: "",
	ground: "Click where to go.",
	somebody: "Click whom you mean.",
	either: "Click whom or where you mean.",
};
/** Rows that fit beside a phone's controls. */
const MAX_ROWS = 8;

function titleOf({ status, round, seats, actor }: RoomMessage): string {
	if (status === "waiting") return "Encounter: not begun";
	if (status === "paused") return `Round ${round}: paused`;
	if (status === "completed") return "Encounter: over";
	const now = seats.filter(({ isNow }) => isNow);
	const isYours = now.some(({ isYou }) => isYou);
	if (isYours && actor !== undefined) return `Round ${round}: your turn`;
	const names = now.map(({ name }) => name);
	return names.isEmpty() ? `Round ${round}` : `Round ${round}: ${names.join(", ")}`;
}

/** The first that fit; whoever has the turn is among them. */
function rowsOf(seats: readonly SeatMessage[]): readonly SeatMessage[] {
	if (seats.size() <= MAX_ROWS) return seats;
	const now = seats.findIndex(({ isNow }) => isNow);
	const first = math.clamp(now - 1, 0, seats.size() - MAX_ROWS);
	return seats.filter((_, index) => index >= first && index < first + MAX_ROWS);
}

/** A room's panel; `chosen` is the id of the action that waits for a click. */
export function encounterView(room: RoomMessage, chosen: string | undefined): EncounterPanelView {
	const { actor, canJoin, leads, notice } = room;
	const aiming = actor?.actions.find(({ id, needs }) => id === chosen && needs !== "nothing");
	const buttons: EncounterButton[] = [];
	if (canJoin) buttons.push({ label: "Join", isChosen: false, order: { kind: "join" } });
	for (const action of actor?.actions ?? []) {
		const { id, label, needs } = action;
		if (needs === "nothing") buttons.push({ label, isChosen: false, order: { kind: "act", action: id } });
		else buttons.push({ label, isChosen: action === aiming, aims: action });
	}
	for (const what of leads)
		buttons.push({ label: LEADS[what], isChosen: false, order: { kind: "lead", what } });
	return {
		title: titleOf(room),
		rows: rowsOf(room.seats),
		hint: aiming ? AIMS[aiming.needs] : actor && `${actor.name}: ${actor.left}`,
		buttons,
		notice: notice === "" ? undefined : notice,
	};
}

/** What a click into the world hit: somebody of the encounter, or a spot (studs). */
export interface Hit {
	readonly entityId?: string;
	readonly spot: { readonly x: number; readonly z: number };
}

/** What a click means for an action that waits for one; nothing where it misses what the action needs. */
export function orderOfClick(
	{ id, needs }: ActionMessage,
	{ entityId, spot }: Hit,
): EncounterOrder | undefined {
	if (needs === "ground") return { kind: "act", action: id, spot };
	if (entityId !== undefined) return { kind: "act", action: id, target: entityId };
	return needs === "either" ? { kind: "act", action: id, spot } : undefined;
}
