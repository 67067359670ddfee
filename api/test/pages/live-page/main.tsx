import "@fontsource-variable/inter/wght.css";
import "../../../web/shell/mantine.css";
import "../../../web/shell/base.css";
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createRoot } from "react-dom/client";
import { AccessProvider } from "../../../web/access/access-context.js";
import { createAccess, OBSERVER } from "../../../web/access/access.js";
import { getJson, sendJson } from "../../../web/access/get-json.js";
import { createPlayer } from "../../../web/access/player.js";
import { PlayerProvider } from "../../../web/access/player-context.js";
import { type LiveService, LiveServiceProvider } from "../../../web/live/data/live-service.js";
import { LivePages } from "../../../web/live/live-page.js";
import { cssVariables, theme } from "../../../web/shell/theme.js";
import { createStandInClient } from "./stand-in-client.js";

const ports = {
	fetch: (url: string, init: RequestInit) => fetch(url, init),
	storage: sessionStorage,
};
const player = createPlayer(ports);
const asked = { access: player.access, fetch: ports.fetch };
const service: LiveService = {
	async list(signal) {
		const answer = await getJson("/stand-in/rooms", { ...asked, signal });
		return (answer as { readonly rooms: Awaited<ReturnType<LiveService["list"]>> }).rooms;
	},
	async create(room) {
		const answer = await sendJson("/stand-in/rooms", { ...asked, method: "POST", body: room });
		return (answer as { readonly roomId: string }).roomId;
	},
	open: (roomId) => createStandInClient(roomId, player.access.token),
	userId: player.name,
};

createRoot(document.getElementById("root")!).render(
	<MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
		<QueryClientProvider client={new QueryClient()}>
			<AccessProvider value={createAccess({ ...OBSERVER, ...ports })}>
				<PlayerProvider value={player}>
					<LiveServiceProvider value={service}>
						<LivePages />
					</LiveServiceProvider>
				</PlayerProvider>
			</AccessProvider>
		</QueryClientProvider>
	</MantineProvider>,
);
