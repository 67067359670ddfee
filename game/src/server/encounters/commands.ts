import type { EncounterOrder } from "../../shared/remotes/encounter-messages";
import type { EncounterCommandWire, GroundWire } from "../../shared/wire";
import { turnActionOf } from "./actions";
import type { EncounterView } from "./encounter-checks";
import { cellAt } from "./grid";
import { actorOf, ownOf } from "./panel";
import { WORDS } from "./wording";

/** Orders that go to a room. */
export type RoomOrder = Extract<EncounterOrder, { readonly kind: "lead" | "act" }>;

/** Who orders, and what is known of the room. */
export interface Orderer {
	readonly userId: string;
	readonly isJoined: boolean;
	readonly view: EncounterView;
	readonly ground: GroundWire;
}

/**
 * What an order asks of the room, or why it asks nothing, in the place's words. Whether it is allowed is for the room
 * to say: an order out of turn goes to it for the player's own character.
 */
export function commandOf(
	order: RoomOrder,
	{ userId, isJoined, view, ground }: Orderer,
): EncounterCommandWire | string {
	if (order.kind === "lead") return { type: order.what };
	const own = ownOf(view, userId);
	const entityId = actorOf(view, { userId, isJoined })?.entityId ?? own?.entityId;
	if (entityId === undefined) return WORDS.noneOfYours;
	if (!isJoined && entityId === own?.entityId) return WORDS.notJoined;
	const position = order.spot && cellAt(ground, view.mapState, order.spot);
	if (order.spot !== undefined && position === undefined) return WORDS.offMap;
	const action = turnActionOf(entityId, order.action, { target: order.target, position });
	return action === undefined ? WORDS.noButton : { type: "act", action };
}
