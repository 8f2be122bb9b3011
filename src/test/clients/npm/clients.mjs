// Creates, reads, lists, pages, updates and deletes through @azure/arm-apimanagement, 9.x and 10.x.
// Usage: NODE_EXTRA_CA_CERTS=ca.pem node clients.mjs https://127.0.0.1:PORT SERVICE
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";

const [endpoint, service] = process.argv.slice(2);
const subscription = "00000000-0000-0000-0000-000000000000";
const group = "rg1";
const anyone = {
  getToken: async () => ({ token: "any", expiresOnTimestamp: Date.now() + 3_600_000 }),
};

let passed = 0;
let failed = 0;

async function check(name, body) {
  try {
    await body();
    passed++;
  } catch (error) {
    failed++;
    console.error(`not ok: ${name}\n${error.stack ?? error}`);
  }
}

async function all(list) {
  const found = [];
  for await (const one of list[Symbol.asyncIterator] ? list : ((await list).value ?? [])) {
    found.push(one.name);
  }
  return found;
}

async function missing(get) {
  await assert.rejects(get, (error) => error.statusCode === 404 && error.code === "ResourceNotFound");
}

/**
 * One kind: how it is made, what a PATCH changes and how its operations are called.
 * `owner` are the names between service and entity.
 */
function kind(operations, owner, id, body, patch, options = {}) {
  const at = [group, service, ...owner];
  const create = operations.beginCreateOrUpdateAndWait ?? operations.createOrUpdate;
  const update = operations.beginUpdateAndWait ?? operations.update;
  const remove = operations.beginDeleteAndWait ?? operations.delete;
  const list = operations[options.list ?? "listByService"];
  return async () => {
    const made = await create.call(operations, ...at, id, body);
    assert.equal(made.name, id);
    assert.equal((await operations.get(...at, id)).name, id);
    const whole = await all(list.call(operations, ...at));
    assert.ok(whole.includes(id), `${id} is listed`);
    if (options.pages !== false) {
      assert.deepEqual(await all(list.call(operations, ...at, { top: 1 })), whole);
    }
    if (patch) {
      await update.call(operations, ...at, id, "*", patch);
      const after = await operations.get(...at, id);
      for (const [property, value] of Object.entries(patch)) {
        assert.deepEqual(after[property], value);
      }
    }
    if (options.inside) {
      await options.inside();
    }
    await remove.call(operations, ...at, id, "*", options.remove);
    await missing(() => operations.get(...at, id));
  };
}

async function revisions(client) {
  const api = client.api;
  const create = (id, body) => api.beginCreateOrUpdateAndWait(group, service, id, body);
  await create("pets", { displayName: "Pets", path: "pets", protocols: ["https"] });
  await create("pets;rev=2", { sourceApiId: "/apis/pets", path: "pets", apiRevisionDescription: "second" });
  assert.equal((await api.get(group, service, "pets")).apiRevision, "1");
  await client.apiRelease.createOrUpdate(group, service, "pets", "r1", { apiId: "/apis/pets;rev=2" });
  assert.equal((await api.get(group, service, "pets")).apiRevision, "2");
  const current = [];
  for await (const one of client.apiRevision.listByService(group, service, "pets")) {
    if (one.isCurrent) {
      current.push(one.apiRevision);
    }
  }
  assert.deepEqual(current, ["2"]);
  const remove = api.beginDeleteAndWait ?? api.delete;
  await remove.call(api, group, service, "pets;rev=1", "*");
  await missing(() => api.get(group, service, "pets;rev=1"));
  await remove.call(api, group, service, "pets", "*", { deleteRevisions: true });
}

async function drive(version) {
  const { ApiManagementClient } = await import(version === 10 ? "@azure/arm-apimanagement" : `arm-apimanagement-${version}`);
  const client = new ApiManagementClient(anyone, subscription, { endpoint, updateIntervalInMs: 1 });
  const orders = [ "orders" ];
  const operation = kind(client.apiOperation, orders, "get-order",
      { displayName: "Get", method: "GET", urlTemplate: "/orders", templateParameters: [] },
      { description: "One" }, { list: "listByApi" });
  const schema = kind(client.apiSchema, orders, "order",
      { contentType: "application/vnd.oai.openapi.components+json",
        components: { schemas: { Order: { type: "object" } } } },
      null, { list: "listByApi" });
  const policy = async () => {
    const text = "<policies><inbound><base /></inbound></policies>";
    await client.apiPolicy.createOrUpdate(group, service, "orders", "policy", { format: "rawxml", value: text });
    // 10.x takes the JSON of a GET for XML and loses it, so its text is read from the list.
    const listed = client.apiPolicy.listByApi(group, service, "orders");
    const texts = [];
    for await (const one of listed[Symbol.asyncIterator] ? listed : (await listed).value) {
      texts.push(one.value);
    }
    assert.match(texts.join(), /<base \/>/);
    assert.ok((await client.apiPolicy.get(group, service, "orders", "policy")).eTag);
    await client.apiPolicy.delete(group, service, "orders", "policy", "*");
    await missing(() => client.apiPolicy.get(group, service, "orders", "policy"));
  };
  const kinds = {
    "named values": kind(client.namedValue, [], "nv", { displayName: "nv", value: "v" }, { tags: ["one"] }),
    tags: kind(client.tag, [], "t", { displayName: "T" }, { displayName: "T2" }),
    groups: kind(client.group, [], "partners", { displayName: "Partners" }, { description: "d" }),
    users: kind(client.user, [], "ada",
        { email: "ada@example.com", firstName: "Ada", lastName: "L" }, { note: "first" }),
    loggers: kind(client.logger, [], "monitor", { loggerType: "azureMonitor" }, { description: "d" }),
    backends: kind(client.backend, [], "pay", { url: "https://pay.example", protocol: "http" }, { title: "Pay" }),
    "version sets": kind(client.apiVersionSet, [], "vs",
        { displayName: "vs", versioningScheme: "Segment" }, { description: "d" }),
    products: kind(client.product, [], "gold",
        { displayName: "Gold" }, { description: "d" }, { remove: { deleteSubscriptions: true } }),
    gateways: kind(client.gateway, [], "gw", { locationData: { name: "here" } }, { description: "d" }),
    certificates: kind(client.certificate, [], "cert", { data: "bm90IGEgY2VydGlmaWNhdGU=" }, null),
    subscriptions: kind(client.subscription, [], "sub",
        { scope: "/apis", displayName: "All" }, { displayName: "Everything" }, { list: "list" }),
    "policy fragments": kind(client.policyFragment, [], "f",
        { value: "<fragment><a /></fragment>" }, null, { pages: false }),
    "global schemas": kind(client.globalSchema, [], "gs", { schemaType: "json", document: { type: "object" } }, null),
    apis: kind(client.api, [], "orders",
        { displayName: "Orders", path: "orders", protocols: ["https"] }, { description: "d" },
        { remove: { deleteRevisions: true },
          inside: async () => {
            await check(`${version}: operations`, operation);
            await check(`${version}: API schemas`, schema);
            await check(`${version}: policies`, policy);
          } }),
    revisions: () => revisions(client),
  };
  for (const [name, body] of Object.entries(kinds)) {
    await check(`${version}: ${name}`, body);
  }
}

/** Every operation of a library, as method and path, from the descriptions that it sends requests by. */
async function operations(folder) {
  const found = new Set();
  for (const file of (await readdir(folder)).filter((name) => name.endsWith(".js"))) {
    const text = await readFile(`${folder}/${file}`, "utf8");
    for (const [, path, method] of text.matchAll(/path: "(\/[^"]+)",\s+httpMethod: "(\w+)"/g)) {
      found.add(`${method} ${path.split("?")[0]}`);
    }
  }
  return found;
}

/** Whether an api-version knows an operation; a service that is not there keeps it from doing anything. */
async function known(operation, version) {
  const [method, path] = operation.split(" ");
  const address = path.replace("{serviceName}", "nobody").replace(/\{[^}]+\}/g, "x");
  const answer = await fetch(`${endpoint}${address}?api-version=${version}`, {
    method,
    headers: { authorization: "Bearer any", "content-type": "application/json", "if-match": "*" },
    body: method === "GET" || method === "HEAD" ? undefined : "{}",
  });
  const text = await answer.text();
  return method === "HEAD" ? undefined : !text.includes("InvalidResourceType");
}

/** Each library was generated for one api-version: it has its operations and no others. */
async function versions() {
  const modules = new URL("node_modules/", import.meta.url).pathname;
  const older = await operations(`${modules}arm-apimanagement-9/dist-esm/src/operations`);
  const newer = await operations(`${modules}@azure/arm-apimanagement/dist/esm/operations`);
  assert.ok(older.size > 390 && newer.size > 600, `${older.size} and ${newer.size} operations`);
  const wrong = [];
  for (const operation of new Set([...older, ...newer])) {
    if ((await known(operation, "2022-08-01")) === !older.has(operation)) {
      wrong.push(`${operation} at 2022-08-01`);
    }
    if (newer.has(operation) && (await known(operation, "2024-05-01")) === false) {
      wrong.push(`${operation} at 2024-05-01`);
    }
  }
  assert.deepEqual(wrong, []);
}

await drive(9);
await drive(10);
await check("api-versions", versions);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 30 ? 0 : 1);
