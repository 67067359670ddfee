import type { ContextWire, SnapshotWire, Vec3Wire } from "../../../game/src/shared/wire/index.js";

/** Members that stand together; people talk in fours. */
const GROUP_SIZE = 4;
/** Studs between groups, so that no two are neighbours. */
const GROUP_DISTANCE = 40;

/** A place full of talking people, as its game server tells of it. */
export interface Town {
	readonly members: number;
	/** A full snapshot of everybody. */
	readonly full: (seq: number) => SnapshotWire;
	/** A delta that tells of those who moved since the payload before. */
	readonly delta: (seq: number) => SnapshotWire;
	/** One in `oneIn` walks on by two studs; the others shift their feet by less than counts as a move. */
	readonly walk: (oneIn: number) => void;
}

const START = 1_736_840_000;

function key(member: number): string {
	return `Villager ${member}`;
}

/** Roblox positions are single precision, and JSON writes all their digits. */
function vec3(x: number, y: number, z: number): Vec3Wire {
	return { x: Math.fround(x), y: Math.fround(y), z: Math.fround(z) };
}

export function createTown(members: number): Town {
	const columns = Math.ceil(Math.sqrt(members / GROUP_SIZE));
	const positions = Array.from({ length: members }, (_, member) => {
		const group = Math.floor(member / GROUP_SIZE);
		const place = (member % GROUP_SIZE) * 3;
		return vec3(
			(group % columns) * GROUP_DISTANCE + place,
			3.5,
			Math.floor(group / columns) * GROUP_DISTANCE,
		);
	});
	let moved = new Set<number>();
	let turn = 0;
	const groupOf = (member: number) => {
		const first = member - (member % GROUP_SIZE);
		return Array.from({ length: Math.min(GROUP_SIZE, members - first) }, (_, place) => first + place);
	};
	const positionsOf = (group: readonly number[]) =>
		Object.fromEntries(group.map((member) => [key(member), positions[member]!]));
	const context = (member: number): ContextWire => {
		const group = groupOf(member);
		return {
			id: `npc-${member}`,
			type: "npc",
			relationships: [],
			currentGroups: {
				members: group.map(key),
				npcs: group.length,
				players: 0,
				formed: START,
				updated: START,
			},
			position: positions[member]!,
			positions: positionsOf(group),
			location: "Market",
			recentInteractions: [{ timestamp: START, narrative: `Met ${key(group[0]!)} at the market` }],
		};
	};
	const said = (seq: number) => ({
		timestamp: START + seq * 10,
		serverId: "7f3c2f3e-6a52-4b9c-8f0e-2f6f0b7c1d10",
		epoch: "1736840000",
		seq,
		events: [],
	});
	return {
		members,
		full: (seq) => ({
			...said(seq),
			kind: "full",
			clusters: Array.from({ length: Math.ceil(members / GROUP_SIZE) }, (_, index) => {
				const group = groupOf(index * GROUP_SIZE);
				return {
					id: `cluster-${index}`,
					members: group.map(key),
					npcs: group.length,
					players: 0,
					formed: START,
					positions: positionsOf(group),
				};
			}),
			humanContext: Object.fromEntries(positions.map((_, member) => [key(member), context(member)])),
		}),
		delta: (seq) => ({
			...said(seq),
			kind: "delta",
			clusters: [],
			humanContext: Object.fromEntries(
				[...moved].map((member) => [key(member), { position: positions[member]! }]),
			),
		}),
		walk: (oneIn) => {
			turn += 1;
			moved = new Set();
			for (const [member, { x, y, z }] of positions.entries()) {
				const walks = (member + turn) % oneIn === 0;
				if (walks) moved.add(member);
				positions[member] = vec3(x, y, z + (walks ? 2 : turn % 2 === 0 ? 0.01 : -0.01));
			}
		},
	};
}
