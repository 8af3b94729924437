#!/usr/bin/env bash
# Makes the scanned pages and the PDF of this folder from the texts in source/, the landscape and the voice memo.
#
# Needs: ImageMagick 6 or 7 and the DejaVu fonts for the scans (Debian and
# Ubuntu: imagemagick fonts-dejavu-core), awk and iconv for the PDF. With
# CHECK=1 it also needs tesseract (eng, rus) and pdftotext, and it fails when a
# page does not read back as its source.
#
# The noise has a fixed seed and the files carry no dates, so a second run with
# the same ImageMagick gives the same files.
set -euo pipefail
cd "$(dirname "$0")"

export LC_ALL=C.UTF-8
export MAGICK_THREAD_LIMIT=1

im=${CONVERT:-}
if [ -z "$im" ]; then
    for c in magick /usr/bin/convert-im6.q16 /usr/bin/convert convert; do
        if command -v "$c" >/dev/null; then im=$c; break; fi
    done
fi
[ -n "$im" ] || { echo "make.sh: ImageMagick is missing" >&2; exit 1; }

fonts=${FONTS:-/usr/share/fonts/truetype/dejavu}
[ -f "$fonts/DejaVuSerif.ttf" ] || { echo "make.sh: no DejaVu fonts in $fonts; set FONTS" >&2; exit 1; }

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# ImageMagick reads % and \ in a label as commands.
plain() { sed -e 's/\\/\\\\/g' -e 's/%/%%/g' "$1"; }

# scan TEXT IMAGE POINTS SKEW SEED: one A4 page at 150 dpi as a flat-bed scanner
# with a slightly turned sheet gives it. The first line is the letterhead.
scan() {
    local text=$1 image=$2 points=$3 skew=$4 seed=$5
    plain "$text" | head -n 1 >"$tmp/head"
    plain "$text" | tail -n +2 >"$tmp/body"

    # The printed sheet.
    "$im" -size 1240x1754 xc:white -fill '#181818' -density 150 -gravity northwest \
        -font "$fonts/DejaVuSerif-Bold.ttf" -pointsize "$((points + 4))" \
        -annotate +130+110 "$(cat "$tmp/head")" \
        -font "$fonts/DejaVuSerif.ttf" -pointsize "$points" -interline-spacing 4 \
        -annotate +130+160 "$(cat "$tmp/body")" \
        -depth 8 "$tmp/sheet.png"

    # Skew, grey paper, the shadow of the lid on one side, blur.
    "$im" "$tmp/sheet.png" -virtual-pixel edge -distort SRT "1 $skew" \
        -fill '#e9e9e9' -tint 0 +level 8%,93% \
        \( -size 1754x1240 gradient:'#ffffff'-'#eeeeee' -rotate -90 \) -compose multiply -composite \
        -gaussian-blur 0x0.7 "$tmp/grey.png"

    # Grain of the sensor and some dust; 16 greys keep the file small.
    "$im" -size 1240x1754 xc:gray50 -seed "$seed" -attenuate 0.5 +noise Gaussian \
        -colorspace Gray -gaussian-blur 0x0.6 "$tmp/grain.png"
    "$im" -size 1240x1754 xc:white -seed "$seed" +noise Random -colorspace Gray \
        -gaussian-blur 0x1.1 -threshold 30% +level 45%,100% -gaussian-blur 0x0.5 "$tmp/dust.png"
    "$im" -units PixelsPerInch -density 150 "$tmp/grey.png" "$tmp/grain.png" -compose hardlight -composite \
        "$tmp/dust.png" -compose multiply -composite \
        -colorspace Gray +dither -posterize 16 \
        -define png:include-chunk=none,pHYs -define png:bit-depth=4 \
        -define png:color-type=0 -define png:compression-level=9 "$image"
}

scan source/invoice-page-1.txt invoice-page-1.png 12  1.4 11
scan source/invoice-page-2.txt invoice-page-2.png 12 -1.2 12
scan source/pismo.txt          pismo.png          12  1.1 16

# pdf OUT PAGE...: a text PDF with one page for each file, in the standard Times
# fonts. The first line of the document is its title, lines such as "3. Rent"
# are headings, and the last line of a page is its footer.
pdf() {
    local out=$1; shift
    local page
    for page in "$@"; do
        iconv -f UTF-8 -t CP1252 "$page"
        printf '\f\n'
    done | LC_ALL=C awk '
        function emit(s) { printf "%s", s; at += length(s) }
        function object(s) { where[++objects] = at; emit(objects " 0 obj\n" s "\nendobj\n") }
        function show(font, size, x, y, s) {
            gsub(/[\\()]/, "\\\\&", s)
            return "/" font " " size " Tf 1 0 0 1 " x " " y " Tm (" s ") Tj\n"
        }
        /^\f/ { pages++; next }
        { text[pages, count[pages]++] = $0 }
        END {
            emit("%PDF-1.4\n%\342\343\317\323\n")
            object("<< /Type /Catalog /Pages 2 0 R /Lang (en) >>")
            for (p = 0; p < pages; p++) kids = kids (p ? " " : "") (5 + 2 * p) " 0 R"
            object("<< /Type /Pages /Count " pages " /Kids [" kids "] >>")
            object("<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>")
            object("<< /Type /Font /Subtype /Type1 /BaseFont /Times-Bold /Encoding /WinAnsiEncoding >>")
            for (p = 0; p < pages; p++) {
                object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents " (6 + 2 * p) " 0 R" \
                    " /Resources << /Font << /R 3 0 R /B 4 0 R >> >> >>")
                y = 770
                stream = "BT\n"
                for (i = 0; i < count[p]; i++) {
                    line = text[p, i]
                    if (line == "") { y -= 9; continue }
                    if (i == count[p] - 1) stream = stream show("R", 10, 270, 48, line)
                    else if (p == 0 && i == 0) { stream = stream show("B", 18, 72, y, line); y -= 20 }
                    else if (line ~ /^[0-9]+\. [A-Z]/) { stream = stream show("B", 12, 72, y, line); y -= 16 }
                    else { stream = stream show("R", 11.5, 72, y, line); y -= 15.5 }
                }
                stream = stream "ET\n"
                object("<< /Length " length(stream) " >>\nstream\n" stream "endstream")
            }
            object("<< /Title (" text[0, 0] ") >>")
            start = at
            emit("xref\n0 " (objects + 1) "\n0000000000 65535 f \n")
            for (i = 1; i <= objects; i++) emit(sprintf("%010d 00000 n \n", where[i]))
            emit("trailer\n<< /Size " (objects + 1) " /Root 1 0 R /Info " objects " 0 R >>\nstartxref\n" start "\n%%EOF\n")
        }
        BEGIN { pages = 0; at = 0; objects = 0 }
    ' >"$out"
}

pdf lease.pdf source/lease-page-1.txt source/lease-page-2.txt source/lease-page-3.txt

# A landscape that is not the same from left to right or from top to bottom.
"$im" -size 480x320 gradient:'#7fb2e5'-'#e8f2fb' -fill '#ffd84a' -draw 'circle 90,70 90,36' \
    -fill '#4d8a4a' -draw 'polygon 0,320 0,230 120,170 250,235 330,190 480,250 480,320' \
    -fill '#b5513c' -draw 'rectangle 330,170 420,250' -fill '#7a2f22' -draw 'polygon 320,170 375,120 430,170' \
    -fill '#f4e7c5' -draw 'rectangle 345,190 365,212' -fill '#4a2f1d' -draw 'rectangle 385,205 405,250' \
    -fill '#2f5f8f' -draw 'ellipse 120,300 110,16 0,360' -quality 88 -strip jpeg:landscape.jpg

# The same as a camera would have saved it: an EXIF segment (maker "Sample", model "Pocket 3", 3 August 2026, 1/250 s, f/2.8, ISO 100, 35 mm)
# goes in after the first two bytes.
exif="
ffe100b845786966000049492a000800000003000f010200070000007400000010010200090000007b00000069870400010000003200000000000000
05009a82050001000000840000009d820500010000008c0000002788030001000000640000000390020014000000940000000a92050001000000a800
00000000000053616d706c6500506f636b657420330001000000fa0000001c0000000a000000323032363a30383a30332031343a30353a3039002300
000001000000
"
{
    head -c 2 landscape.jpg
    printf '%b' "$(tr -d '\n' <<<"$exif" | sed 's/../\\x&/g')"
    tail -c +3 landscape.jpg
} >photo.jpg

# Eight seconds of video: four numbered cards of two seconds each, with a voice that counts them.
if command -v espeak-ng >/dev/null && command -v ffmpeg >/dev/null; then
    n=0
    for colour in '#b5513c' '#4d8a4a' '#2f5f8f' '#d4af37'; do
        n=$((n + 1))
        "$im" -size 320x240 "xc:$colour" -fill white -font "$fonts/DejaVuSans.ttf" -pointsize 140 -gravity center -annotate 0 "$n" "png:$tmp/card$n.png"
    done
    espeak-ng -v en -s 90 -w "$tmp/count.wav" "Card one. ... Card two. ... Card three. ... Card four."
    ffmpeg -nostdin -v error -y -loop 1 -t 2 -i "$tmp/card1.png" -loop 1 -t 2 -i "$tmp/card2.png" -loop 1 -t 2 -i "$tmp/card3.png" -loop 1 -t 2 -i "$tmp/card4.png" \
        -i "$tmp/count.wav" -filter_complex "[0][1][2][3]concat=n=4:v=1:a=0,fps=10,format=yuv420p[v];[4:a]apad,atrim=0:8[a]" -map "[v]" -map "[a]" \
        -c:v libx264 -preset slow -crf 30 -c:a aac -b:a 48k -t 8 -bitexact -map_metadata -1 -movflags +faststart clip.mp4
else
    echo "make.sh: clip.mp4 is left as it is; it needs espeak-ng and ffmpeg" >&2
fi

# A voice memo: a pause, two sentences, a pause, a sentence, a pause; hiss under all of it.
if command -v espeak-ng >/dev/null && command -v ffmpeg >/dev/null; then
    espeak-ng -v en -s 150 -w "$tmp/one.wav" "The roof will be repaired in March. Please move your car before the eighth."
    espeak-ng -v en -s 150 -w "$tmp/two.wav" "The second payment is due on the first of June."
    ffmpeg -nostdin -v error -y -f lavfi -t 1.2 -i anullsrc=r=22050:cl=mono -i "$tmp/one.wav" \
        -f lavfi -t 1.6 -i anullsrc=r=22050:cl=mono -i "$tmp/two.wav" -f lavfi -t 1 -i anullsrc=r=22050:cl=mono -filter_complex \
        "[0][1][2][3][4]concat=n=5:v=0:a=1,volume=-8dB[speech];anoisesrc=r=22050:a=0.006:c=white:seed=7:d=20[hiss];[speech][hiss]amix=inputs=2:duration=first:normalize=0" \
        -c:a libvorbis -q:a 2 -bitexact -map_metadata -1 voice-memo.ogg
else
    echo "make.sh: voice-memo.ogg is left as it is; it needs espeak-ng and ffmpeg" >&2
fi

# same SOURCE: the text on standard input has the lines of the source; blank
# lines do not count.
same() { diff -B - "$1" >&2 || { echo "make.sh: $1 does not read back" >&2; exit 1; }; }

if [ "${CHECK:-0}" = 1 ]; then
    for page in invoice-page-1 invoice-page-2; do
        tesseract "$page.png" stdout -l eng 2>/dev/null | tr -d '\f' | same "source/$page.txt"
    done
    tesseract pismo.png stdout -l rus 2>/dev/null | tr -d '\f' | same source/pismo.txt
    for n in 1 2 3; do
        pdftotext -f "$n" -l "$n" -layout lease.pdf - | tr -d '\f' | sed 's/^ *//' | same "source/lease-page-$n.txt"
    done
    echo "make.sh: every page reads back as its source"
fi
