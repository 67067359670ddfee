import "@fontsource-variable/inter/wght.css";
import "./shell/mantine.css";
import "./shell/base.css";
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { AccessProvider } from "./access/access-context.js";
import { ApiError } from "./access/get-json.js";
import { createAccess, OBSERVER } from "./access/access.js";
import { PAGES, pageAt } from "./shell/pages.js";
import { cssVariables, theme } from "./shell/theme.js";

const root = document.getElementById("root");
if (!root) throw new Error("the page has no root");

const access = createAccess({
	...OBSERVER,
	fetch: (url, init) => fetch(url, init),
	storage: sessionStorage,
});
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
					<Suspense>
						<CurrentPage />
					</Suspense>
				</AccessProvider>
			</QueryClientProvider>
		</MantineProvider>
	</StrictMode>,
);
