import { isNamed } from "./collecting.js";
import type { Collecting, Draft, FoundGroup } from "./collecting.js";
import { formatPath } from "./json-path.js";
import type { ParsedSnapshot } from "./parse-snapshot.js";
import type { ContextWire, IgnoredWire, Vec3Wire } from "../../../game/src/shared/wire/index.js";

type Positions = NonNullable<ContextWire["positions"]>;

function positionIn(positions: Positions | undefined, key: string): Vec3Wire | undefined {
	return positions && Object.hasOwn(positions, key) ? positions[key] : undefined;
}

function ignoreStranger(owner: string, key: string, ignored: IgnoredWire[]): void {
	const path = formatPath(["humanContext", owner, "positions", key]);
	ignored.push({ path, reason: "is no member of this group" });
}

/** A member's own position among those that its context tells; strangers to its group are left out. */
function readContext(
	{ key: owner, place, context }: Draft,
	{ groups, hearsay, ignored }: Collecting,
): Vec3Wire | undefined {
	const group = context?.currentGroups && groups[place];
	const positions = context?.positions;
	let own: Vec3Wire | undefined;
	// Most positions come in the order of the members.
	let next = 0;
	for (const key in positions) {
		const isNext = group?.members[next]?.key === key;
		if (isNext) next += 1;
		if (key === owner) own = positions[key];
		else if (!group) hearsay.push({ owner, key, position: positions[key]! });
		else if (!isNext && !isNamed(group, key)) ignoreStranger(owner, key, ignored);
	}
	return own;
}

/** Positions of a cluster count for its members alone. */
function readClusters(parsed: ParsedSnapshot, { drafts, clusters, ignored }: Collecting): void {
	for (const [index, { positions }] of parsed.clusters.entries()) {
		const cluster = clusters[index]!;
		let next = 0;
		for (const key in positions) {
			const inOrder = cluster.members[next];
			const isNext = inOrder?.key === key;
			if (isNext) next += 1;
			const draft = isNext ? inOrder : isNamed(cluster, key) ? drafts.get(key) : undefined;
			if (draft) draft.position ??= positions[key];
			else {
				const path = formatPath([...parsed.clusterPath(index), "positions", key]);
				ignored.push({ path, reason: "is no member of this cluster" });
			}
		}
	}
}

/** Gives members their own `position` where nothing better was told, and answers whether some still lack one. */
function readOwn({ drafts }: Collecting): boolean {
	let someLack = false;
	for (const draft of drafts.values()) {
		draft.position ??= draft.context?.position;
		someLack ||= !draft.position;
	}
	return someLack;
}

/** What members tell of their groups counts where nothing better does. Answers the group members who lack a position. */
function readGroups({ drafts, groups, clusters }: Collecting): Set<Draft> {
	const lacking = new Set<Draft>();
	const read = (group: FoundGroup, positions?: Positions) => {
		for (const draft of group.members) {
			draft.position ??= positionIn(positions, draft.key);
			if (!draft.position) lacking.add(draft);
		}
	};
	for (const cluster of clusters) read(cluster);
	for (const { place, context } of drafts.values()) {
		if (context?.currentGroups) read(groups[place]!, context.positions);
	}
	return lacking;
}

/** What a context without a group tells of others counts for whoever is a member by the rest of the payload. */
function readHearsay({ hearsay, drafts, ignored }: Collecting): void {
	for (const { owner, key, position } of hearsay) {
		const draft = drafts.get(key);
		if (draft) draft.position ??= position;
		else ignoreStranger(owner, key, ignored);
	}
}

/**
 * Gives members whose groups are found their positions: from the member's own entry in its `positions`, else
 * from its cluster, else from its own `position`, else from what others tell of their group. Adds to `ignored`
 * what was told of strangers.
 *
 * @returns group members without a position
 */
export function readPositions(parsed: ParsedSnapshot, collecting: Collecting): Draft[] {
	for (const draft of collecting.drafts.values()) draft.position = readContext(draft, collecting);
	readClusters(parsed, collecting);
	const lacking = readOwn(collecting) ? readGroups(collecting) : [];
	readHearsay(collecting);
	return [...lacking].filter(({ position }) => !position);
}
