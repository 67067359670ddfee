import { describe, expect, it } from "vitest";
import { loadConfig } from "../../src/config/config.js";
import { kustomization, manifestFiles, resourcesOf, type ResourceOf } from "./deploy-files.js";
import { GIVEN, PORT, ROLES, SETTINGS } from "./given.js";

/** By then everybody is back whose session was replaced: rule RL41. */
const BACK_SECONDS = 5;

describe("the manifests", () => {
	const deployments = resourcesOf("Deployment");
	const [settings] = resourcesOf("ConfigMap");
	const data = settings!.data;
	const roleOf = ({ metadata }: ResourceOf<"Deployment">): string => metadata.name.replace("earshot-", "");
	const container = (deployment: ResourceOf<"Deployment">) => deployment.spec.template.spec.containers[0]!;

	it("[RL34] are all listed, and there is one deployment for each role", () => {
		expect([...kustomization().resources].sort()).toEqual([...manifestFiles()].sort());
		expect(deployments.map(roleOf).sort()).toEqual(ROLES);
		for (const deployment of deployments) {
			expect(container(deployment).env).toContainEqual({ name: "ROLE", value: roleOf(deployment) });
			expect(kustomization().images.map(({ name }) => name)).toContain(container(deployment).image);
		}
	});

	it.each(deployments.map((one) => [roleOf(one), one] as const))(
		"[RL34] set %s to what it starts with, secrets by reference alone",
		(role, deployment) => {
			const given: Record<string, string> = { ...data };
			for (const env of container(deployment).env) {
				expect([...SETTINGS.keys()]).toContain(env.name);
				const isSecret = SETTINGS.get(env.name)?.secret === true;
				expect("valueFrom" in env, env.name).toBe(isSecret);
				if ("value" in env) given[env.name] = env.value;
				else {
					expect(env.valueFrom.secretKeyRef).toEqual({ name: "earshot", key: env.name });
					given[env.name] = GIVEN[env.name]!;
				}
			}
			expect(loadConfig(given)).toMatchObject({ production: true, role, port: PORT, logEngine: "redis" });
			expect("DATABASE_URL" in given).toBe(role !== "session");
		},
	);

	it("[RL34] name nothing in their settings that is not read, and nothing secret", () => {
		for (const name of Object.keys(data)) {
			expect(SETTINGS.get(name), name).toBeDefined();
			expect(SETTINGS.get(name)?.secret).not.toBe(true);
		}
		for (const deployment of deployments) {
			expect(container(deployment).envFrom).toEqual([{ configMapRef: { name: settings!.metadata.name } }]);
		}
	});

	it.each(deployments.map((one) => [roleOf(one), one] as const))(
		"[RL35] ask %s after its health where it listens, and give it room and no rights",
		(_role, deployment) => {
			const { startupProbe, livenessProbe, readinessProbe, ports, resources, ...rest } =
				container(deployment);
			expect(ports).toEqual([{ name: "http", containerPort: Number(data["PORT"]) }]);
			for (const { httpGet } of [startupProbe, livenessProbe, readinessProbe]) {
				expect(httpGet.port).toBe("http");
			}
			expect(startupProbe.httpGet.path).toBe("/healthz");
			expect(livenessProbe.httpGet.path).toBe("/healthz");
			expect(readinessProbe.httpGet.path).toBe("/readyz");
			// An engine that is away must not have the process killed.
			expect(livenessProbe.periodSeconds * livenessProbe.failureThreshold).toBeGreaterThanOrEqual(30);
			expect(resources.limits.memory).toMatch(/^\d+(Mi|Gi)$/);
			expect(rest.securityContext).toMatchObject({
				allowPrivilegeEscalation: false,
				readOnlyRootFilesystem: true,
				capabilities: { drop: ["ALL"] },
			});
			expect(deployment.spec.template.spec.securityContext).toMatchObject({
				runAsNonRoot: true,
				runAsUser: 1000,
			});
			expect(rest.volumeMounts.map(({ mountPath }) => mountPath)).toContain(data["DATA_DIR"]);
			const volumes = deployment.spec.template.spec.volumes.map(({ name }) => name);
			for (const { name } of rest.volumeMounts) expect(volumes).toContain(name);
		},
	);

	it("[RL35] replace without a gap, and give a process time to end", () => {
		for (const deployment of deployments) {
			const { strategy, template, selector } = deployment.spec;
			expect(strategy).toEqual({
				type: "RollingUpdate",
				rollingUpdate: { maxUnavailable: 0, maxSurge: 1 },
			});
			const [, seconds = "0"] = container(deployment).lifecycle?.preStop.exec.command ?? [];
			expect(template.spec.terminationGracePeriodSeconds).toBeGreaterThan(
				Number(data["DRAIN_SECONDS"]) + Number(seconds),
			);
			if (roleOf(deployment) !== "worker") expect(Number(seconds)).toBeGreaterThan(0);
			// Whom the next one would send away again is back by then.
			if (roleOf(deployment) === "session")
				expect(deployment.spec.minReadySeconds).toBeGreaterThanOrEqual(BACK_SECONDS);
			expect(template.metadata.labels).toMatchObject(selector.matchLabels);
		}
	});

	it("[RL35] have a budget for each role, services for those that are asked, and as many sessions as it takes", () => {
		const labels = (role: string) => ({ app: `earshot-${role}` });
		expect(resourcesOf("PodDisruptionBudget").map(({ spec }) => spec.selector.matchLabels)).toEqual(
			expect.arrayContaining(ROLES.map(labels)),
		);
		const services = resourcesOf("Service");
		expect(services.map(({ metadata }) => metadata.name).sort()).toEqual(["earshot-api", "earshot-session"]);
		for (const { metadata, spec } of services) {
			expect(spec.selector).toEqual({ app: metadata.name });
			expect(spec.ports).toEqual([{ name: "http", port: PORT, targetPort: "http" }]);
		}
		const api = new URL(data["API_URL"]!);
		expect([api.hostname, Number(api.port)]).toEqual(["earshot-api", PORT]);
		const [scaler, ...others] = resourcesOf("HorizontalPodAutoscaler");
		expect(others).toEqual([]);
		expect(scaler?.spec.scaleTargetRef).toMatchObject({ kind: "Deployment", name: "earshot-session" });
		expect(scaler?.spec.minReplicas).toBeGreaterThan(1);
		expect(deployments.find((one) => roleOf(one) === "session")?.spec.replicas).toBeUndefined();
	});
});
