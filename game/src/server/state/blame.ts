import type { SnapshotWire } from "../../shared/wire";
import type { Encoding } from "../backend/http-port";

/** The member key that a path such as `humanContext.Goldie.health` or `humanContext["Big Bob"].name` goes through. */
function keyOn(path: string): string | undefined {
	const [quoted] = path.match('^humanContext%["(.-)"%]');
	if (quoted !== undefined) return tostring(quoted).gsub("\\(.)", "%1")[0];
	const [plain] = path.match("^humanContext%.([^.%[]+)");
	return plain === undefined ? undefined : tostring(plain);
}

/** The member keys and cluster ids of `body` that a refusal's paths speak of. */
export function blamed(paths: readonly string[], body: SnapshotWire): ReadonlySet<string> {
	const names = new Set<string>();
	for (const path of paths) {
		const key = keyOn(path);
		if (key !== undefined && body.humanContext[key] !== undefined) names.add(key);
		const [index] = path.match("^clusters%[(%d+)%]");
		const id = index === undefined ? undefined : body.clusters[tonumber(index)!]?.id;
		if (id !== undefined) names.add(id);
	}
	return names;
}

/** The member keys and cluster ids of which JSON cannot hold what the body says of them. */
export function unencodable(body: SnapshotWire, encode: (part: unknown) => Encoding): ReadonlySet<string> {
	const names = new Set<string>();
	for (const [key, context] of pairs(body.humanContext)) {
		if (!encode({ [key]: context }).ok) names.add(key);
	}
	for (const cluster of body.clusters) {
		if (cluster.id !== undefined && !encode(cluster).ok) names.add(cluster.id);
	}
	return names;
}
