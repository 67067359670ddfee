import type { TurnActionWire } from "../../shared/wire";
import type { ActionMessage } from "../../shared/remotes/encounter-messages";
import type { EncounterMember } from "./encounter-checks";

/** What the room's own interactions are called, and what has to be pointed at. */
const INTERACTIONS: ReadonlyMap<string, { readonly label: string; readonly needs: ActionMessage["needs"] }> =
	new Map([
		["dash", { label: "Dash", needs: "nothing" }],
		["dodge", { label: "Dodge", needs: "nothing" }],
		["disengage", { label: "Disengage", needs: "nothing" }],
		["help", { label: "Help", needs: "somebody" }],
		["hide", { label: "Hide", needs: "nothing" }],
		["stand", { label: "Stand up", needs: "nothing" }],
	] as const);

/** `attack:bow` is the attack of the id `bow`; `end` has none. */
function parse(action: string): { readonly kind: string; readonly id: string } {
	const [kind, id] = action.match("^([^:]+):(.*)$");
	return kind === undefined ? { kind: action, id: "" } : { kind: tostring(kind), id: tostring(id) };
}

/**
 * What somebody has left to do, as buttons. `shown` gives a text from outside as the player may see it. What a place
 * cannot ask for with a click or two (to make something ready, say) is left to the page.
 */
export function actionsOf(
	member: EncounterMember,
	shown: (text: string) => string,
): readonly ActionMessage[] {
	const actions: ActionMessage[] = [];
	for (const id of member.availableActions ?? []) {
		const { kind, id: what } = parse(id);
		if (kind === "move") actions.push({ id, label: "Move", needs: "ground" });
		else if (kind === "end") actions.push({ id, label: "End turn", needs: "nothing" });
		else if (kind === "attack") {
			const attack = member.attacks?.find(({ attackId }) => attackId === what);
			actions.push({ id, label: shown(attack?.name ?? what), needs: "somebody" });
		} else if (kind === "cast") {
			const spell = member.spells?.find(({ spellId }) => spellId === what);
			actions.push({ id, label: shown(spell?.name ?? what), needs: "either" });
		} else if (kind === "useItem") {
			const item = member.inventory?.find(({ itemId }) => itemId === what);
			actions.push({ id, label: shown(item?.name ?? what), needs: "somebody" });
		} else if (kind === "interact") {
			const interaction = INTERACTIONS.get(what);
			if (interaction) actions.push({ id, ...interaction });
		}
	}
	return actions;
}

/** What was pointed at. */
export type Aim = Pick<TurnActionWire, "target" | "position">;

/** The action of a button as the room takes it; undefined where there is no such button. */
export function turnActionOf(entityId: string, action: string, aim: Aim): TurnActionWire | undefined {
	const { kind, id } = parse(action);
	if (kind === "move") return { type: "move", entityId, position: aim.position };
	if (kind === "end") return { type: "end", entityId };
	if (kind === "attack") return { type: "attack", entityId, actionId: id, target: aim.target };
	if (kind === "cast") return { type: "cast", entityId, spellId: id, ...aim };
	if (kind === "useItem") return { type: "useItem", entityId, itemId: id, target: aim.target };
	if (kind === "interact") return { type: "interact", entityId, actionId: id, target: aim.target };
	return undefined;
}
