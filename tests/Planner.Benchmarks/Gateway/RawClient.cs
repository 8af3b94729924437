using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Planner.Benchmarks.Gateway;

/// <summary>
/// Sends one request again and again over some connections, each with a thread of its own that waits for the reply. As little work as can be: the machine's
/// cores are shared with what is measured.
/// </summary>
internal sealed class RawClient(IPEndPoint server, byte[] request)
{
    private const int BufferSize = 64 * 1024;

    /// <summary>Sends for a time.</summary>
    /// <returns>How long each reply took, in microseconds, and replies in a second.</returns>
    public (List<double> Micros, double PerSecond) Run(int connections, TimeSpan time)
    {
        var micros = new List<double>[connections];
        var began = Stopwatch.GetTimestamp();
        var threads = Enumerable.Range(0, connections).Select(i => new Thread(() => micros[i] = Work(began, time))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        var all = micros.SelectMany(times => times).ToList();
        return (all, all.Count / Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    /// <summary>A request to <c>/v1/chat/completions</c>, as bytes.</summary>
    public static byte[] Chat(IPEndPoint server, string model, bool streams, params IEnumerable<string> headers)
    {
        var body = $$"""{"model":"{{model}}","messages":[{"role":"system","content":"You are brief."},{"role":"user","content":"Write sixty words about the sea."}],"temperature":0.5{{(streams ? ",\"stream\":true" : "")}}}""";
        return Encoding.ASCII.GetBytes(
            $"POST /v1/chat/completions HTTP/1.1\r\nHost: {server}\r\nContent-Type: application/json\r\nAuthorization: Bearer sk-bench\r\n{string.Concat(headers.Select(header => header + "\r\n"))}Content-Length: {body.Length}\r\n\r\n{body}");
    }

    private List<double> Work(long began, TimeSpan time)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(server);
        var buffer = new byte[BufferSize];
        var micros = new List<double>();
        while (Stopwatch.GetElapsedTime(began) < time)
        {
            var sent = Stopwatch.GetTimestamp();
            socket.Send(request);
            Read(socket, buffer);
            micros.Add(Stopwatch.GetElapsedTime(sent).TotalMicroseconds);
        }

        return micros;
    }

    // A reply ends after Content-Length bytes, or with the empty chunk. One that is no success, or whose stream has no end mark, ends the measurement.
    private static void Read(Socket socket, byte[] buffer)
    {
        var length = 0;
        var end = -1;
        while (end < 0 || length < end)
        {
            var got = socket.Receive(buffer, length, buffer.Length - length, SocketFlags.None);
            length += got > 0 ? got : throw new InvalidOperationException($"The connection was closed after: {Encoding.UTF8.GetString(buffer, 0, length)}");
            var reply = buffer.AsSpan(0, length);
            var head = reply.IndexOf("\r\n\r\n"u8);
            if (head < 0)
            {
                continue;
            }

            if (!reply.StartsWith("HTTP/1.1 200"u8))
            {
                throw new InvalidOperationException($"The reply is: {Encoding.UTF8.GetString(reply)}");
            }

            if (ContentLength(reply[..head]) is { } body)
            {
                end = head + 4 + body;
            }
            else if (reply.EndsWith("0\r\n\r\n"u8))
            {
                end = length;
            }
        }

        if (buffer.AsSpan(0, length).IndexOf("\"word "u8) < 0 || (buffer.AsSpan(0, length).IndexOf("event-stream"u8) >= 0 && buffer.AsSpan(0, length).IndexOf("[DONE]"u8) < 0))
        {
            throw new InvalidOperationException($"The reply is not what the model said: {Encoding.UTF8.GetString(buffer, 0, length)}");
        }
    }

    private static int? ContentLength(ReadOnlySpan<byte> head)
    {
        var at = head.IndexOf("ontent-"u8);
        while (at >= 0)
        {
            var name = head[(at + "ontent-".Length)..];
            if (name.StartsWith("Length: "u8) || name.StartsWith("length: "u8))
            {
                return Utf8Parser.TryParse(name["length: ".Length..], out int value, out _) ? value : null;
            }

            var next = name.IndexOf("ontent-"u8);
            at = next < 0 ? -1 : at + "ontent-".Length + next;
        }

        return null;
    }
}
