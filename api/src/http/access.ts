import type { Logger } from "pino";
import type { Config } from "../config/config.js";
import { type ApiKeys, createApiKeys } from "./api-keys.js";
import { createGuards, createIdentities } from "./create-guards.js";
import { devTokenFeature } from "./dev-token.js";
import type { Feature } from "./feature.js";
import type { Guards, Identities } from "./guards.js";
import { createTokens } from "./tokens.js";

/** Who may call, from the settings: guards for features, keys for the rate limit, and a mint in development. */
export interface Access {
	readonly guards: Guards;
	/** The same checks for requests that become sockets. */
	readonly identities: Identities;
	readonly apiKeys: ApiKeys;
	/** `POST /dev/token`, where this is development and the secret is ours. */
	readonly devToken?: Feature;
}

/** Builds access from the settings. Where calls without a credential are taken, that is logged once, here. */
export function createAccess(
	config: Pick<Config, "production" | "gameApiKeys" | "jwt">,
	logger: Logger,
): Access {
	const apiKeys = createApiKeys(config.gameApiKeys);
	const tokens = createTokens(config.jwt);
	const open = !config.production;
	if (open) {
		logger.warn(
			"development: calls without a key or token are taken; set NODE_ENV=production to require them",
		);
	}
	const identities = createIdentities({ apiKeys, tokens, open });
	return {
		guards: createGuards(identities),
		identities,
		apiKeys,
		...(open && tokens.issue && { devToken: devTokenFeature(tokens.issue) }),
	};
}
