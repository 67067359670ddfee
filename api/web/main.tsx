import "@fontsource-variable/inter/wght.css";
import "./shell/mantine.css";
import "./shell/base.css";
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { AccessProvider } from "./access/access-context.js";
import { ApiError } from "./access/get-json.js";
import { type AccessPorts, createAccess, OBSERVER } from "./access/access.js";
import { createPlayer } from "./access/player.js";
import { PlayerProvider } from "./access/player-context.js";
import { PAGES, pageAt } from "./shell/pages.js";
import { cssVariables, theme } from "./shell/theme.js";

const root = document.getElementById("root");
if (!root) throw new Error("the page has no root");

const ports: Pick<AccessPorts, "fetch" | "storage"> = {
	fetch: (url, init) => fetch(url, init),
	storage: sessionStorage,
};
const access = createAccess({ ...OBSERVER, ...ports });
const player = createPlayer(ports);
const queries = new QueryClient({
	defaultOptions: {
		queries: { staleTime: 2_000, retry: (failures, error) => !(error instanceof ApiError) && failures < 2 },
	},
});
const { component: CurrentPage } = pageAt(location.pathname) ?? PAGES[0]!;

createRoot(root).render(
	<StrictMode>
		<MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
			<QueryClientProvider client={queries}>
				<AccessProvider value={access}>
					<PlayerProvider value={player}>
						<Suspense>
							<CurrentPage />
						</Suspense>
					</PlayerProvider>
				</AccessProvider>
			</QueryClientProvider>
		</MantineProvider>
	</StrictMode>,
);
