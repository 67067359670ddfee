import type { EarshotConfig } from "./config";
import { isOpeners } from "./encounters-config";

/** Attribute name of a config key: `syncSeconds` is set by the attribute `SyncSeconds`. */
export function attributeName(key: string): string {
	return string.upper(string.sub(key, 1, 1)) + string.sub(key, 2);
}

/** Texts that a setting may be, where not every text will do. */
const ALLOWED: ReadonlyMap<string, readonly string[]> = new Map([
	["conversationPolicy", ["group", "paired"]],
]);

/** Longest id of an experience that the backend takes. */
const MAX_ID_BYTES = 64;

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
	requireThat(config.chatBurst >= 1, "ChatBurst must be at least 1, or no player is ever heard");
	requireThat(config.maxChatCharacters >= 1, "MaxChatCharacters must be at least 1, or no line has a text");
	requireThat(
		config.inboxWaitSeconds <= 25,
		`InboxWaitSeconds (${config.inboxWaitSeconds}) exceeds the 25 s that the backend holds a poll`,
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
	requireThat(
		config.experience.size() <= MAX_ID_BYTES && config.experience.match("^[%l%d%-]*$")[0] !== undefined,
		`Experience (${config.experience}) must be an id of small letters, digits and hyphens, ${MAX_ID_BYTES} at most`,
	);
	requireThat(
		config.takeBurst >= 1 && config.maxActions >= 1,
		"TakeBurst and MaxActions must be at least 1, or nothing can ever be taken",
	);
	requireThat(
		config.chatlingWanderStuds < config.chatlingRecallStuds &&
			config.chatlingRecallStuds < config.chatlingLostStuds,
		"ChatlingWanderStuds, ChatlingRecallStuds and ChatlingLostStuds must rise in this order, or chatlings never rest",
	);
	requireThat(
		isOpeners(config.encounterOpeners),
		`EncounterOpeners (${config.encounterOpeners}) must be everybody, owner, nobody, or user ids with commas between them`,
	);
	requireThat(
		config.encounterOrderBurst >= 1 && config.maxEncounterOrders >= 1,
		"EncounterOrderBurst and MaxEncounterOrders must be at least 1, or nobody can act",
	);
	requireThat(
		config.encounterCellStuds >= 1 && config.encounterCellStuds <= 100,
		`EncounterCellStuds (${config.encounterCellStuds}) must be from 1 to 100, which is what the backend takes`,
	);
	return problems;
}

function isLike<T>(fallback: T, given: unknown): given is T {
	return typeIs(given, typeOf(fallback) as keyof CheckableTypes);
}

/** Sets one key to what is given, or says why it cannot. */
function overrideKey<Key extends keyof EarshotConfig>(
	config: Writable<EarshotConfig>,
	key: Key,
	given: unknown,
): string | undefined {
	const fallback = config[key];
	if (!isLike(fallback, given)) return `must be a ${typeOf(fallback)}, not a ${typeOf(given)}`;
	if (typeIs(given, "number") && !(given > 0 && given < math.huge)) return "must be a finite number above 0";
	const allowed = ALLOWED.get(key);
	if (allowed !== undefined && !allowed.includes(tostring(given))) return `must be ${allowed.join(" or ")}`;
	config[key] = given;
	return undefined;
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
	const config: Writable<EarshotConfig> = table.clone(defaults);
	for (const [key] of pairs(defaults)) {
		const name = attributeName(key);
		const given = attributes.get(name);
		const problem = given === undefined ? undefined : overrideKey(config, key, given);
		if (problem !== undefined) problems.push(`${name} ${problem}`);
	}
	const clashes = contradictions(config);
	if (clashes.isEmpty()) return { config, problems };
	for (const clash of clashes) problems.push(clash);
	return { config: defaults, problems };
}
