import type { Config } from "../config/config.js";
import { type NatsLink, type NatsLinkOptions, openNatsLink } from "./nats-link.js";

/** The one connection to NATS of this process, for all that is told over it; undefined where no setting names one. */
export function openNats(
	{ natsUrl }: Pick<Config, "natsUrl">,
	report: NatsLinkOptions["report"],
): NatsLink | undefined {
	return natsUrl === undefined ? undefined : openNatsLink({ url: natsUrl, report });
}
