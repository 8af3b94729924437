using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Planner.Artifacts;
using Planner.Tests.Testing;

namespace Planner.Tests.Artifacts;

public sealed class UrlFetcherTests : IAsyncLifetime
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 0];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("planner-fetch-");
    private readonly ManualTimeProvider _clock = new();
    private WebApplication _site = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Site => _site.Urls.First();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _site = builder.Build();
        _site.MapGet("/page.html", () => Results.Bytes(Png, "text/html"));
        _site.MapGet("/large", () => Results.Bytes(new byte[5000], "application/octet-stream"));
        _site.MapGet("/missing", () => Results.NotFound());
        _site.MapGet("/again", () => Results.Redirect("/page.html"));
        _site.MapGet("/round", () => Results.Redirect("/round"));
        _site.MapGet("/inside", () => Results.Redirect("http://169.254.169.254/latest/meta-data/"));
        _site.MapGet("/file", () => Results.Redirect("file:///etc/passwd"));
        _site.MapGet("/never", async (HttpContext context) =>
        {
            await context.Response.StartAsync();
            _clock.Advance(TimeSpan.FromSeconds(61));
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        await _site.StartAsync(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task FetchAsync_ContentIsNotWhatTheServerSays_IsWhatItsBytesSay()
    {
        using var fetcher = Fetcher();

        var artifact = await fetcher.FetchAsync($"{Site}/again", null, Stop);

        artifact.MediaType.ShouldBe("image/png");
        artifact.Name.ShouldBe("page.png");
        artifact.Size.ShouldBe(Png.Length);
    }

    [Theory]
    [InlineData("/large", "larger than 4,096 bytes")]
    [InlineData("/missing", "answered 404")]
    [InlineData("/round", "more than 5 times")]
    [InlineData("/inside", "inside this machine or its networks")]
    [InlineData("/file", "only http and https")]
    [InlineData("/never", "took longer than 60 s")]
    public async Task FetchAsync_WhatMayNotBe_IsRefused(string path, string why)
    {
        using var fetcher = Fetcher();

        (await Should.ThrowAsync<ArtifactException>(() => fetcher.FetchAsync(Site + path, null, Stop))).Message.ShouldContain(why);
    }

    [Fact]
    public async Task FetchAsync_PrivateHostNotAllowed_IsRefusedBeforeAnythingIsSent()
    {
        using var fetcher = Fetcher(new UrlFetcherOptions());

        (await Should.ThrowAsync<ArtifactException>(() => fetcher.FetchAsync($"{Site}/page.html", null, Stop))).Message.ShouldContain("Planner:Fetch:PrivateHosts");
    }

    [Theory]
    [InlineData("http://user:secret@example.org/x")]
    [InlineData("page.png")]
    [InlineData("ftp://example.org/x")]
    public async Task FetchAsync_NoPlainWebAddress_IsRefused(string url)
    {
        using var fetcher = Fetcher();

        await Should.ThrowAsync<ArtifactException>(() => fetcher.FetchAsync(url, null, Stop));
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700:4700::1111", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.255.255.254", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("::7f00:1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("64:ff9b::808:808", true)]
    [InlineData("2002:a00:1::1", false)]
    public void Is_Address_TellsOutsideFromInside(string address, bool isPublic) => PublicAddress.Is(IPAddress.Parse(address)).ShouldBe(isPublic);

    private UrlFetcher Fetcher(UrlFetcherOptions? options = null) => new(
        Options.Create(options ?? new UrlFetcherOptions { PrivateHosts = ["127.0.0.1"], MaxBytes = 4096 }),
        new ArtifactStore(Options.Create(new ArtifactStoreOptions { Root = _folder.FullName })),
        _clock);
}
