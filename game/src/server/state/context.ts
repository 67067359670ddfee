import type {
	ContextWire,
	GroupWire,
	HealthWire,
	InteractionWire,
	RelationshipWire,
	Vec3Wire,
} from "../../shared/wire";
import type { Entity, Vitals } from "../entities/entity";
import { isFinite } from "./position";

/** The share of full health under which an entity is `hurt`: what a passer-by would notice. */
const HURT_SHARE = 0.5;

/** All that goes into the context of one entity. `positions` holds every member of `group`. */
export interface ContextParts {
	readonly entity: Entity;
	readonly position?: Vec3Wire;
	readonly group?: GroupWire;
	readonly positions?: Readonly<Record<string, Vec3Wire>>;
	readonly location: string;
	readonly vitals?: Vitals;
	readonly relationships: readonly RelationshipWire[];
	readonly interactions: readonly InteractionWire[];
}

/** Whether the body's numbers can be told: absent ones can, NaN and infinities cannot. */
export function hasFiniteHealth(vitals: Vitals): boolean {
	return isFinite(vitals.health ?? 0) && isFinite(vitals.maxHealth ?? 0);
}

/**
 * Health in whole points, rounded up: it heals by fractions all the time, which nobody sees, and only the dead
 * have 0. Undefined where the body has none, or none that is finite.
 */
export function healthOf(vitals: Vitals): HealthWire | undefined {
	const { health, maxHealth, isMoving } = vitals;
	if (health === undefined || maxHealth === undefined || !hasFiniteHealth(vitals)) return undefined;
	const current = math.max(0, math.ceil(health));
	const state = current === 0 ? "dead" : health < maxHealth * HURT_SHARE ? "hurt" : "healthy";
	return { state, current, max: math.ceil(maxHealth), isMoving };
}

/** The context of one entity as the backend keeps it. */
export function contextOf(parts: ContextParts): ContextWire {
	const { entity, vitals } = parts;
	return {
		id: entity.id,
		name: entity.name,
		type: entity.type,
		relationships: parts.relationships,
		currentGroups: parts.group,
		position: parts.position,
		positions: parts.positions,
		location: parts.location,
		recentInteractions: parts.interactions,
		health: vitals && healthOf(vitals),
		mood: vitals?.mood,
	};
}
