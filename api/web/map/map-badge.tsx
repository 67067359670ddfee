import { useWorld, type WorldSource, type WorldView } from "../../client/react.js";
import { ConnectionBadge } from "../shell/connection-badge.js";
import { agoText } from "../shell/time-text.js";
import { useSeconds } from "../shell/use-seconds.js";
import { CONNECTION_LOOKS, type ConnectionState } from "./connection-look.js";

export interface MapBadgeProps {
	readonly source: WorldSource;
	readonly state: ConnectionState;
}

const tickOf = ({ world }: WorldView): number => world.tick;
/** Unix seconds of the newest data, where it is known. */
const newestOf = ({ world }: WorldView): number | undefined => world.timestamp;
const reasonOf = ({ reason }: WorldView): string | undefined => reason;

/** How the map stands to its world: state, tick, and how old the newest data is. */
export function MapBadge({ source, state }: MapBadgeProps) {
	const tick = useWorld(source, tickOf);
	const newestAt = useWorld(source, newestOf);
	const reason = useWorld(source, reasonOf);
	const seconds = useSeconds();
	const age = newestAt === undefined ? undefined : agoText(seconds - newestAt);
	return (
		<ConnectionBadge state={state} look={CONNECTION_LOOKS[state]} reason={reason}>
			{tick > 0 ? `tick ${tick.toLocaleString("en")}${age === undefined ? "" : ` · ${age}`}` : undefined}
		</ConnectionBadge>
	);
}
