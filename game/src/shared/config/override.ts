import type { EarshotConfig } from "./config";

/** Attribute name of a config key: `syncSeconds` is set by the attribute `SyncSeconds`. */
export function attributeName(key: string): string {
	return string.upper(string.sub(key, 1, 1)) + string.sub(key, 2);
}

/** Texts that a setting may be, where not every text will do. */
const ALLOWED: ReadonlyMap<string, readonly string[]> = new Map([
	["conversationPolicy", ["group", "paired"]],
]);

function contradictions(config: EarshotConfig): string[] {
	const problems: string[] = [];
	const requireThat = (holds: boolean, problem: string) => {
		if (!holds) problems.push(problem);
	};
	requireThat(
		config.unlinkStuds > config.linkStuds,
		`UnlinkStuds (${config.unlinkStuds}) must exceed LinkStuds (${config.linkStuds}), or members on the edge flap`,
	);
	requireThat(config.maxClusterMembers >= 2, "MaxClusterMembers must be at least 2");
	requireThat(
		config.maxClusterDiameterStuds >= config.linkStuds,
		"MaxClusterDiameterStuds must not be less than LinkStuds, or no pair could be a cluster",
	);
	requireThat(
		config.requestsPerMinute <= 500,
		`RequestsPerMinute (${config.requestsPerMinute}) exceeds the 500 that Roblox grants a server`,
	);
	requireThat(
		config.retryCapSeconds >= config.retryBaseSeconds,
		"RetryCapSeconds must not be less than RetryBaseSeconds",
	);
	requireThat(
		config.flushSeconds < 30,
		"FlushSeconds must stay under the 30 s that Roblox grants at shutdown",
	);
	requireThat(
		config.mindCallsPerLine >= 1,
		`MindCallsPerLine (${config.mindCallsPerLine}) must be at least 1, or a line pays for no answer`,
	);
	requireThat(
		config.groupMessageBurst >= 1 && config.maxResponders >= 1 && config.maxWaitingLines >= 1,
		"GroupMessageBurst, MaxResponders and MaxWaitingLines must be at least 1, or nobody is ever answered",
	);
	return problems;
}

/** `key` is the setting's, whose default is `fallback`. */
function readOverride(key: string, fallback: unknown, given: unknown): { value?: unknown; problem?: string } {
	if (!typeIs(given, typeOf(fallback) as keyof CheckableTypes)) {
		return { problem: `must be a ${typeOf(fallback)}, not a ${typeOf(given)}` };
	}
	if (typeIs(given, "number") && !(given > 0 && given < math.huge)) {
		return { problem: "must be a finite number above 0" };
	}
	const allowed = ALLOWED.get(key);
	if (allowed !== undefined && !allowed.includes(given as string)) {
		return { problem: `must be ${allowed.join(" or ")}` };
	}
	return { value: given };
}

/**
 * The config with the given attributes laid over `defaults`. What cannot be used is left at its default and
 * named in `problems`; where the overrides contradict each other all of them are left out.
 */
export function overrideConfig(
	defaults: EarshotConfig,
	attributes: ReadonlyMap<string, unknown>,
): { readonly config: EarshotConfig; readonly problems: readonly string[] } {
	const problems: string[] = [];
	const merged = table.clone(defaults) as unknown as Map<string, unknown>;
	for (const [key, fallback] of pairs(defaults as unknown as Map<string, unknown>)) {
		const name = attributeName(key);
		const given = attributes.get(name);
		if (given === undefined) continue;
		const { value, problem } = readOverride(key, fallback, given);
		if (problem === undefined) merged.set(key, value);
		else problems.push(`${name} ${problem}`);
	}
	const config = merged as unknown as EarshotConfig;
	const clashes = contradictions(config);
	if (clashes.isEmpty()) return { config, problems };
	for (const clash of clashes) problems.push(clash);
	return { config: defaults, problems };
}
