import type { ContextWire, Vec3Wire } from "../../../game/src/shared/wire/index.js";
import type { Entity, Mind } from "../worlds/world.js";
import type { MemberClaim } from "./canonical.js";
import { sameJson, settledJson } from "../worlds/json-values.js";
import { MOVE_THRESHOLD_STUDS } from "./snapshot-limits.js";

/** Where a member is that is in no named zone. */
const UNKNOWN_LOCATION = "Unknown";

function settle<T>(held: T | undefined, told: T): T {
	return held !== undefined && sameJson(held, told) ? held : settledJson(told);
}

/** Whether a field of which the claim tells nothing is as it was. */
function isKept({ whole, context }: MemberClaim, field: keyof ContextWire): boolean {
	return !whole && !context?.cleared?.includes(field);
}

/** A position is never lost, and a move below the threshold is none. */
function nextPosition(held: Vec3Wire | undefined, told: Vec3Wire | undefined): Vec3Wire | undefined {
	if (!told) return held;
	if (held) {
		const dx = told.x - held.x;
		const dy = told.y - held.y;
		const dz = told.z - held.z;
		if (dx * dx + dy * dy + dz * dz <= MOVE_THRESHOLD_STUDS * MOVE_THRESHOLD_STUDS) return held;
	}
	// As `settledJson` has it: no minus zero, and none of another object's keys.
	return { x: told.x + 0, y: told.y + 0, z: told.z + 0 };
}

/** The visible half of a member after a claim; `held` itself where nothing changed. */
export function nextEntity(
	held: Entity | undefined,
	claim: MemberClaim,
	at: { readonly id: string; readonly source: string; readonly cluster: string | undefined },
): Entity {
	const told = claim.context;
	const { key } = claim;
	const name = told?.name ?? (held && isKept(claim, "name") ? held.name : key);
	const type = told?.type ?? (held && isKept(claim, "type") ? held.type : claim.assumedType);
	const location = told?.location ?? (held && isKept(claim, "location") ? held.location : UNKNOWN_LOCATION);
	const position = nextPosition(held?.position, claim.position);
	if (
		held?.key === key &&
		held.name === name &&
		held.type === type &&
		held.location === location &&
		held.position === position &&
		held.cluster === at.cluster
	) {
		return held;
	}
	return {
		id: at.id,
		key,
		name,
		type,
		source: at.source,
		...(position ? { position } : {}),
		...(at.cluster === undefined ? {} : { cluster: at.cluster }),
		location,
	};
}

function nextExtra(held: Mind["extra"], claim: MemberClaim): Mind["extra"] {
	if (claim.whole || !held) return claim.extra;
	const cleared = claim.context?.cleared ?? [];
	if (!claim.extra && !cleared.some((field) => Object.hasOwn(held, field))) return held;
	const merged = Object.entries({ ...held, ...claim.extra }).filter(
		([field]) => !cleared.includes(field) || (claim.extra && Object.hasOwn(claim.extra, field)),
	);
	return merged.length > 0 ? Object.fromEntries(merged) : undefined;
}

/** The inner half of a member after a claim; `held` itself where nothing changed. */
export function nextMind(held: Mind | undefined, claim: MemberClaim, id: string): Mind {
	const told = claim.context;
	const relationships = settle(
		held?.relationships,
		told?.relationships ?? (held && isKept(claim, "relationships") ? held.relationships : []),
	);
	const recentInteractions = settle(
		held?.recentInteractions,
		told?.recentInteractions ?? (held && isKept(claim, "recentInteractions") ? held.recentInteractions : []),
	);
	const health = settle(held?.health, told?.health ?? (isKept(claim, "health") ? held?.health : undefined));
	const mood = told?.mood ?? (isKept(claim, "mood") ? held?.mood : undefined);
	const extra = settle(held?.extra, nextExtra(held?.extra, claim));
	if (
		held &&
		held.relationships === relationships &&
		held.recentInteractions === recentInteractions &&
		held.health === health &&
		held.mood === mood &&
		held.extra === extra
	) {
		return held;
	}
	return {
		id,
		relationships,
		recentInteractions,
		...(health ? { health } : {}),
		...(mood === undefined ? {} : { mood }),
		...(extra ? { extra } : {}),
	};
}
