import type { HealthWire, Vec3Wire } from "../../../../game/src/shared/wire/index.js";
import { asNumber, isRecord, listIn } from "../read-json.js";

/** A world as the list of worlds tells it. */
export interface WorldSummary {
	readonly id: string;
	readonly members: number | undefined;
	/** Unix seconds. */
	readonly lastSeen?: number | undefined;
}

/** What the server knows of a member beside what the live copy holds. Unix seconds. */
export interface MemberTimes {
	readonly lastSeen: number | undefined;
	readonly lastMoved: number | undefined;
}

export interface TrackPoint {
	readonly x: number;
	readonly z: number;
	/** Unix seconds. */
	readonly at: number;
}

/** What somebody feels about another: -1 (hostile) to 1 (close), where the client that sent it says so. */
export interface Relationship {
	readonly name: string;
	readonly kind: string | undefined;
	readonly strength: number | undefined;
}

const asText = (value: unknown): string | undefined =>
	typeof value === "string" && value !== "" ? value : undefined;

/** Answer of `/v1/worlds`, the world seen last first. */
export function readWorlds(value: unknown): readonly WorldSummary[] {
	return listIn(value, "worlds")
		.flatMap((world) => {
			const id = isRecord(world) ? asText(world["id"]) : undefined;
			if (!isRecord(world) || id === undefined) return [];
			return [{ id, members: asNumber(world["members"]), lastSeen: asNumber(world["lastSeen"]) }];
		})
		.sort((a, b) => (b.lastSeen ?? 0) - (a.lastSeen ?? 0));
}

/** Answer of `/v1/worlds/:world/members/:name`. */
export function readMemberTimes(value: unknown): MemberTimes {
	const member = isRecord(value) ? value : {};
	return { lastSeen: asNumber(member["lastSeen"]), lastMoved: asNumber(member["lastMoved"]) };
}

function isPosition(value: unknown): value is Vec3Wire {
	return isRecord(value) && asNumber(value["x"]) !== undefined && asNumber(value["z"]) !== undefined;
}

/** Answer of `…/track`, oldest first. */
export function readTrack(value: unknown): readonly TrackPoint[] {
	return listIn(value, "track").flatMap((point) => {
		if (!isRecord(point)) return [];
		const at = asNumber(point["at"]);
		const { position } = point;
		return at !== undefined && isPosition(position) ? [{ x: position.x, z: position.z, at }] : [];
	});
}

/** Studs walked along a track. */
export function lengthOf(track: readonly TrackPoint[]): number {
	return track
		.slice(1)
		.reduce((sum, { x, z }, index) => sum + Math.hypot(x - track[index]!.x, z - track[index]!.z), 0);
}

/** Relationships in the shapes that clients send: this product's own, or a name or target with a type. */
export function readRelationships(value: readonly unknown[]): readonly Relationship[] {
	return value.flatMap((item) => {
		if (!isRecord(item))
			return typeof item === "string" ? [{ name: item, kind: undefined, strength: undefined }] : [];
		const name = asText(item["name"]) ?? asText(item["target"]) ?? asText(item["id"]);
		if (name === undefined) return [];
		return [
			{ name, kind: asText(item["kind"]) ?? asText(item["type"]), strength: asNumber(item["strength"]) },
		];
	});
}

/** Health as a share of its most; undefined where a client sends neither. */
export function healthShare(health: HealthWire | undefined): number | undefined {
	const [current, max] = [asNumber(health?.current), asNumber(health?.max)];
	if (current === undefined || max === undefined || max <= 0) return undefined;
	return Math.min(1, Math.max(0, current / max));
}
