import type { ChannelMessage } from "../../test/experience/channel-message.js";
import {
	type Channel,
	type ChannelAddress,
	type ChannelEars,
	channelPath,
} from "../../test/experience/open-channel.js";
import { openLeanSocket } from "../lean-socket.js";

/** A connection of the channel that costs its own process as little as can be. */
export function openLeanChannel(address: ChannelAddress, { onMessage, onEnd }: ChannelEars): Channel {
	const { port, token } = address;
	const { end, send } = openLeanSocket(
		{ port, path: channelPath(address), token },
		{
			onText: (text) => onMessage(JSON.parse(text) as ChannelMessage),
			onEnd: (code) => onEnd({ code, reason: "" }),
		},
	);
	return { end, send: (command) => send(JSON.stringify(command)) };
}
