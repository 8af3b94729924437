using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Planner.Tests.Server;

/// <summary>Makes requests that are wrong in one way or several: the path, the query, headers, the body's type, form or members.</summary>
internal sealed class RequestFuzzer(IReadOnlyList<(HttpMethod Method, string Path)> operations, string run, string artifact)
{
    private static readonly string[] Strings =
        ["", " ", "x", "\0", "../../etc/passwd", "..%2f..%2f", "'; DROP TABLE runs; --", "<script>alert(1)</script>", "😀", "\u202e", "@s1", "@{s1", "{{x}}", "%s%n", "NaN", "-1", "1e999", "null", "a_0000000000000000000000",
            "data:image/png;base64,!!!", "http://127.0.0.1:1/", "file:///etc/passwd", "first/translation", "planner", "translation", "r_0000000000000000000000", new('a', 5000), "c_none", "é\u0301"];

    private static readonly string[] Bodies =
    [
        """{"text":"Do it","options":{"deadlineSeconds":5,"prefer":"fast","egress":"machine"},"attachments":[{"dataUrl":"data:text/plain;base64,aGk=","name":"a.txt"}]}""",
        """{"text":"Do it","plan":[{"id":"s1","task":"summarization","inputs":{"text":"a"}}],"set":{"text":"b"}}""",
        """{"from":"s1","set":{"s1.text":"b"}}""",
        """{"run":"r_x","description":"d"}""",
        """{"title":"t","assistant":"a","model":"m"}""",
        """{"instructions":"i","tasks":["summarization"]}""",
        """{"model":"first/translation","inputs":{"text":"Hi"},"parameters":{"x":1}}""",
        """{"model":"planner","messages":[{"role":"user","content":[{"type":"text","text":"Hi"},{"type":"image_url","image_url":{"url":"data:image/png;base64,aGk="}}]}],"stream":true}""",
        """{"model":"first/translation","messages":[{"role":"user","content":"Hi"}]}""",
        """{"model":"first/translation","input":["a","b"],"encoding_format":"base64"}""",
        """{"model":"first/text-to-speech","input":"Hi","voice":"alloy","speed":1.5}""",
        """{"model":"first/summarization","prompt":"Hi"}""",
        """{"inputs":"Hi","parameters":{"src_lang":"en"}}""",
        """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"x","version":"1"}}}""",
        """{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"solve","arguments":{"text":"x"}}}""",
        """{"name":"n","limitUsd":5,"window":"day","kind":"openai","baseUrl":"http://127.0.0.1:1/v1","strategy":"round-robin","members":["a"]}""",
    ];

    private static readonly string[] MediaTypes =
        ["application/json", "application/json", "application/json", "application/json; charset=utf-16", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=b", "image/png", "*/*"];

    private static readonly (string Name, string Value)[] Headers =
    [
        ("Last-Event-ID", "x"), ("Last-Event-ID", "-5"), ("Last-Event-ID", "99999999999999999999"), ("Idempotency-Key", ""), ("Idempotency-Key", new('k', 300)), ("If-Match", "garbage"), ("If-Match", "\"1\""), ("If-None-Match", "*"),
        ("Range", "bytes=5-1"), ("Range", "bytes=0-0,2-2,-1"), ("Range", "lines=1"), ("Accept", "text/event-stream"), ("Accept", "%%%"), ("Origin", "null"), ("Mcp-Session-Id", "x"), ("Authorization", "Bearer"), ("X-Api-Key", "y"),
        ("Content-Encoding", "gzip"), ("Expect", "100-continue"), ("X-HTTP-Method-Override", "DELETE"),
    ];

    [ThreadStatic]
    private static string? s_body;

    /// <summary>The body that this thread made last, for messages.</summary>
    public static string LastBody => s_body ?? "";

    /// <summary>Makes one.</summary>
    public HttpRequestMessage Make(Random random)
    {
        s_body = "";
        var (method, path) = operations[random.Next(operations.Count)];
        if (random.Next(12) == 0)
        {
            method = new[] { HttpMethod.Get, HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch, HttpMethod.Options, HttpMethod.Head }[random.Next(7)];
        }

        var request = new HttpRequestMessage(method, new Uri(Query(random, Path(random, path)), UriKind.Relative));
        if (method != HttpMethod.Get && method != HttpMethod.Head && random.Next(10) > 0)
        {
            request.Content = Content(random);
        }

        for (var i = random.Next(3); i > 0; i--)
        {
            var (name, value) = Headers[random.Next(Headers.Length)];
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return request;
    }

    private string Path(Random random, string path)
    {
        var parts = path.Split('/');
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i].StartsWith('{'))
            {
                parts[i] = random.Next(4) switch
                {
                    0 => run,
                    1 => artifact,
                    2 => Uri.EscapeDataString(Strings[random.Next(Strings.Length)]),
                    _ => Uri.EscapeDataString(Noise(random)),
                };
            }
        }

        return string.Join('/', parts) is { Length: > 0 } made ? made : "/";
    }

    private static string Query(Random random, string path) => random.Next(3) > 0 ? path
        : path + "?" + string.Join('&', Enumerable.Range(0, random.Next(1, 4)).Select(_ =>
            $"{new[] { "limit", "cursor", "task", "query", "runnable", "explain", "after", "name", "version", "kind" }[random.Next(10)]}={Uri.EscapeDataString(Strings[random.Next(Strings.Length)])}"));

    private static ByteArrayContent Content(Random random)
    {
        var type = MediaTypes[random.Next(MediaTypes.Length)];
        var bytes = type.StartsWith("multipart", StringComparison.Ordinal) ? Multipart(random) : Json(random);
        s_body = Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, 300)));
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.TryParse(type, out var parsed) ? parsed : null;
        return content;
    }

    private static byte[] Json(Random random)
    {
        var text = Bodies[random.Next(Bodies.Length)];
        switch (random.Next(8))
        {
            case 0:
                return Encoding.UTF8.GetBytes(text[..random.Next(text.Length)]);
            case 1:
                return Encoding.UTF8.GetBytes(new string('[', random.Next(1, 3000)) + text);
            case 2:
                var bytes = Encoding.UTF8.GetBytes(text);
                for (var i = random.Next(1, 5); i > 0; i--)
                {
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                }

                return bytes;
            case 3 when random.Next(3) == 0:
                // Half of a letter, as an escape.
                return Encoding.UTF8.GetBytes(text.Replace("Hi", "Hi\\ud800", StringComparison.Ordinal).Replace("Do it", "\\udc00", StringComparison.Ordinal).Replace("\"t\"", "\"\\ud83dt\"", StringComparison.Ordinal));
            case 3:
                return Encoding.UTF8.GetBytes(new[] { "null", "[]", "{}", "5", "\"x\"", "true", "", "[null]", "{\"\":1}" }[random.Next(9)]);
            default:
                var json = JsonNode.Parse(text)!;
                for (var i = random.Next(1, 4); i > 0; i--)
                {
                    Spoil(random, json);
                }

                return Encoding.UTF8.GetBytes(json.ToJsonString());
        }
    }

    // One member somewhere gets another value, or another name.
    private static void Spoil(Random random, JsonNode json)
    {
        while (true)
        {
            if (json is JsonObject { Count: > 0 } members)
            {
                var (name, value) = members.ElementAt(random.Next(members.Count));
                if (value is JsonObject or JsonArray && random.Next(3) > 0)
                {
                    json = value;
                    continue;
                }

                if (random.Next(6) == 0)
                {
                    members.Remove(name);
                    members[Noise(random)] = value?.DeepClone();
                    return;
                }

                members[name] = Value(random);
                return;
            }

            if (json is JsonArray { Count: > 0 } items)
            {
                var place = random.Next(items.Count);
                if (items[place] is { } item and (JsonObject or JsonArray) && random.Next(3) > 0)
                {
                    json = item;
                    continue;
                }

                items[place] = Value(random);
            }

            return;
        }
    }

    private static JsonNode? Value(Random random) => random.Next(9) switch
    {
        0 => null,
        1 => JsonValue.Create(random.Next(-5, 100)),
        2 => JsonValue.Create(random.NextDouble() * 1e300),
        3 => JsonValue.Create(long.MinValue),
        4 => JsonValue.Create(random.Next(2) == 0),
        5 => new JsonArray(JsonValue.Create("x"), null, new JsonObject()),
        6 => new JsonObject { ["x"] = new JsonObject { ["y"] = null } },
        _ => JsonValue.Create(Strings[random.Next(Strings.Length)]),
    };

    private static byte[] Multipart(Random random)
    {
        var text = new StringBuilder();
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var name = new[] { "text", "files", "options", "plan", "set", "language", "unknown", "", "\"" }[random.Next(9)];
            text.Append("--b\r\nContent-Disposition: form-data; name=\"").Append(name).Append('"').Append(random.Next(2) == 0 ? "; filename=\"../../x.png\"" : "").Append("\r\n")
                .Append(random.Next(3) == 0 ? "Content-Type: image/png\r\n" : "").Append("\r\n").Append(Strings[random.Next(Strings.Length)]).Append("\r\n");
        }

        text.Append(random.Next(2) == 0 ? "--b--\r\n" : "");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Noise(Random random) => string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => (char)random.Next(0x20, 0x2fff)));
}
